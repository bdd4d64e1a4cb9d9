import { describe, expect, it } from "vitest";
import {
  compare,
  versions,
  wireChain,
  wireError,
  type Pair,
  type WireFrame,
} from "#server/testing/grouping-pairs.ts";

const php = (frames: WireFrame[], type = "RuntimeException", value = "declined") =>
  wireError("php", [type, value], frames);
const phpAt = (file: string, name: string | undefined, context: string, more: WireFrame = {}): WireFrame => ({
  filename: `/${file}`,
  abs_path: `/var/www/${file}`,
  function: name,
  context_line: context,
  lineno: 12,
  in_app: !file.startsWith("vendor"),
  ...more,
});
const kernel = (version: number) =>
  phpAt(
    "vendor/laravel/framework/Kernel.php",
    `Illuminate\\Http\\Kernel::handle${version}`,
    "$next($request)",
  );
const action = phpAt(
  "app/Http/OrderController.php",
  "App\\Http\\OrderController::store",
  "$this->pay->charge($order);",
);
const pay = phpAt("app/Pay.php", "App\\Pay::charge", "throw new RuntimeException($code);");

const ruby = (frames: WireFrame[], type = "NoMethodError", value = "undefined method 'total' for nil") =>
  wireError("ruby", [type, value], frames);
const rubyAt = (file: string, name: string, context: string, more: WireFrame = {}): WireFrame => ({
  filename: file,
  abs_path: `/srv/shop/${file}`,
  function: name,
  context_line: context,
  lineno: 9,
  in_app: true,
  ...more,
});
const gem = (version: string, name: string) =>
  rubyAt(`actionpack-${version}/lib/${name}.rb`, name, "yield", {
    abs_path: `/usr/local/bundle/gems/actionpack-${version}/lib/${name}.rb`,
    in_app: false,
  });
const create = rubyAt("app/controllers/orders_controller.rb", "create", "    Order.place(params)");
const place = rubyAt("app/models/order.rb", "place", "    items.sum(&:total)");

// prettier-ignore
const pairs: Pair[] = [
  ["PHP: another Laravel", "same", php([kernel(10), action, pay]), php([kernel(11), action, pay])],
  ["PHP: deployed to another folder", "same", php([action, pay]), php([action, { ...pay, filename: "/releases/2024/app/Pay.php", abs_path: "/releases/2024/app/Pay.php" }])],
  ["PHP: another action", "different", php([action, pay]), php([phpAt("app/Http/OrderController.php", "App\\Http\\OrderController::update", "$this->pay->charge($order);"), pay])],
  ["PHP: another line", "different", php([action, pay]), php([action, { ...pay, context_line: "throw new RuntimeException($text);" }])],
  ["PHP: closures", "same", php([action, phpAt("app/Pay.php", "[Anonymous function]", "fn()")]), php([action, phpAt("app/Pay.php", undefined, "fn()")])],
  ["PHP: methods of anonymous classes", "same", php([phpAt("app/A.php", "class@anonymous\u0000/var/www/app/A.php:31$0::handle", "x"), pay]), php([phpAt("app/A.php", "class@anonymous\u0000/srv/app/A.php:32$7::handle", "x"), pay])],
  ["PHP: two methods of anonymous classes", "different", php([phpAt("app/A.php", "class@anonymous\u0000/a.php:1$0::handle", "x")]), php([phpAt("app/A.php", "class@anonymous\u0000/a.php:1$0::fail", "x")])],
  ["PHP: previous exceptions", "different", wireChain("php", php([pay], "PDOException"), php([action])), php([action])],
  ["PHP: duplicate entries", "same", wireError("php", ["PDOException", "SQLSTATE[23000]: Duplicate entry '1234567' for key 3"]), wireError("php", ["PDOException", "SQLSTATE[23000]: Duplicate entry '7654321' for key 4"])],
  ["PHP: missing tables", "different", wireError("php", ["PDOException", "SQLSTATE[42S02]: no table orders"]), wireError("php", ["PDOException", "SQLSTATE[42S02]: no table users"])],
  ["PHP: undefined index", "different", wireError("php", ["ErrorException", 'Undefined array key "email"']), wireError("php", ["ErrorException", 'Undefined array key "name"'])],
  ["Ruby: another Rails", "same", ruby([gem("7.0.1", "dispatch"), create, place]), ruby([gem("7.1.3", "dispatch"), create, place])],
  ["Ruby: middleware more", "same", ruby([gem("7.0.1", "dispatch"), gem("7.0.1", "rack"), create, place]), ruby([gem("7.0.1", "dispatch"), create, place])],
  ["Ruby: blocks by depth", "same", ruby([rubyAt("a.rb", "block in place", "x")]), ruby([rubyAt("a.rb", "block (2 levels) in place", "x")])],
  ["Ruby: compiled templates", "same", ruby([rubyAt("app/views/orders/show.html.erb", "_app_views_orders_show_html_erb__4242_9000", "<%= x %>")]), ruby([rubyAt("app/views/orders/show.html.erb", "_app_views_orders_show_html_erb___77_1234", "<%= x %>")])],
  ["Ruby: two templates", "different", ruby([rubyAt("app/views/a.erb", "_app_views_a_erb__1_2", "<%= x %>")]), ruby([rubyAt("app/views/b.erb", "_app_views_b_erb__1_2", "<%= x %>")])],
  ["Ruby: another action", "different", ruby([create, place]), ruby([rubyAt("app/controllers/orders_controller.rb", "update", "    Order.place(params)"), place])],
  ["Ruby: another type", "different", ruby([create, place]), ruby([create, place], "ArgumentError")],
  ["Ruby: Puma and Sidekiq above one task", "same", ruby([gem("1", "puma"), create, place]), ruby([gem("2", "sidekiq"), create, place])],
  ["Ruby: missing records", "same", wireError("ruby", ["ActiveRecord::RecordNotFound", "Couldn't find Order with 'id'=12"]), wireError("ruby", ["ActiveRecord::RecordNotFound", "Couldn't find Order with 'id'=13"])],
  ["Ruby: missing records of two kinds", "different", wireError("ruby", ["ActiveRecord::RecordNotFound", "Couldn't find Order with 'id'=12"]), wireError("ruby", ["ActiveRecord::RecordNotFound", "Couldn't find User with 'id'=12"])],
];

describe.each(versions)("version %s", (version) => {
  it.each(pairs)("%s: %s", (_name, expected, a, b) => {
    expect(compare(a, b, version)).toBe(expected);
  });
});
