import { describe, expect, it } from "vitest";
import {
  compare,
  versions,
  wireChain,
  wireError,
  type Pair,
  type WireFrame,
} from "#server/testing/grouping-pairs.ts";

const at = (module: string, name: string, more: WireFrame = {}): WireFrame => ({
  module,
  function: name,
  filename: `${module.split(".").at(-1)?.split("$")[0]}.java`,
  lineno: 51,
  in_app: module.startsWith("com.shop"),
  ...more,
});
const tomcat = (line: number) => [
  at("org.apache.tomcat.util.threads.TaskThread$WrappingRunnable", "run", { lineno: line }),
  at("org.springframework.web.servlet.DispatcherServlet", "doDispatch", { lineno: line }),
];
const controller = at("com.shop.web.OrderController", "post");
const charge = at("com.shop.pay.PaymentService", "charge");
const java = (frames: WireFrame[], type = "IllegalStateException", value = "declined") =>
  wireError("java", [type, value], frames);
const bare = (type: string, value: string) => wireError("java", [type, value]);
/** Spring calls a service through a class that it makes at every start. */
const proxied = (id: string) => [
  controller,
  at(`com.shop.pay.PaymentService$$EnhancerBySpringCGLIB$$${id}`, "charge"),
  charge,
];

// prettier-ignore
const pairs: Pair[] = [
  ["another Tomcat", "same", java([...tomcat(61), controller, charge]), java([...tomcat(63), controller, charge])],
  ["Tomcat and Jetty", "same", java([...tomcat(61), controller, charge]), java([at("org.eclipse.jetty.server.Server", "handle"), controller, charge])],
  ["Spring's proxies", "same", java(proxied("1a2b3c4d")), java(proxied("99ffee00"))],
  ["Spring 6's proxies", "same", java([at("com.shop.A$$SpringCGLIB$$0", "run"), charge]), java([at("com.shop.A$$SpringCGLIB$$3", "run"), charge])],
  ["Hibernate's proxies", "same", java([at("com.shop.Order$HibernateProxy$aB3dE", "getTotal"), charge]), java([at("com.shop.Order$HibernateProxy$Zz9", "getTotal"), charge])],
  ["reflection before it is compiled and after", "same", java([at("jdk.internal.reflect.GeneratedMethodAccessor12", "invoke"), charge]), java([at("jdk.internal.reflect.GeneratedMethodAccessor481", "invoke"), charge])],
  ["numbers of lambdas", "same", java([at("com.shop.pay.Batch", "lambda$run$0"), charge]), java([at("com.shop.pay.Batch", "lambda$run$3"), charge])],
  ["classes of lambdas", "same", java([at("com.shop.pay.Batch$$Lambda$812/0x0000000801234", "accept"), charge]), java([at("com.shop.pay.Batch$$Lambda$17/0x0000000809999", "accept"), charge])],
  ["inner classes", "different", java([at("com.shop.pay.Batch$Reader", "next"), charge]), java([at("com.shop.pay.Batch$Writer", "next"), charge])],
  ["overloads have one name", "same", java([charge]), java([{ ...charge, lineno: 300 }])],
  ["another controller", "different", java([controller, charge]), java([at("com.shop.web.RefundController", "post"), charge])],
  ["another type", "different", java([controller, charge]), java([controller, charge], "NullPointerException")],
  ["the same wrapper around two causes", "different", wireChain("java", java([charge], "SQLException"), java([controller], "ServiceException")), wireChain("java", java([at("com.shop.mail.Mailer", "send")], "MessagingException"), java([controller], "ServiceException"))],
  ["the same cause with another value", "same", wireChain("java", java([charge], "SQLException", "a"), java([controller], "ServiceException")), wireChain("java", java([charge], "SQLException", "b"), java([controller], "ServiceException", "x"))],
  ["Kotlin coroutines between", "same", java([at("kotlinx.coroutines.DispatchedTask", "run"), controller, charge]), java([at("kotlin.coroutines.jvm.internal.BaseContinuationImpl", "resumeWith"), controller, charge])],
  ["pool exhausted", "same", bare("SQLTransientConnectionException", "HikariPool-1 - Connection is not available, request timed out after 30000ms."), bare("SQLTransientConnectionException", "HikariPool-2 - Connection is not available, request timed out after 30005ms.")],
  ["constraints", "different", bare("PSQLException", 'violates unique constraint "users_email_key"'), bare("PSQLException", 'violates unique constraint "orders_number_key"')],
];

describe.each(versions)("version %s", (version) => {
  it.each(pairs)("%s: %s", (_name, expected, a, b) => {
    expect(compare(a, b, version)).toBe(expected);
  });
});
