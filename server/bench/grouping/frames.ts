// Frames of servers and native programs as their SDKs send them.
import type { Dialect, Step } from "#server/bench/grouping/causes.ts";
import type { Random } from "#server/bench/grouping/random.ts";

export type WireFrame = Record<string, string | number | boolean | undefined>;

/** What is the same for all frames of one event. */
export type Scene = {
  readonly random: Random;
  /** The release moves lines, folders and names of bundles. */
  readonly release: number;
};

/** Where a line of source stands in one release: two lines never share a place. */
export function lineOf({ module, name, source }: Step, release: number): number {
  let place = 0;
  for (const char of `${module} ${name} ${source}`) place = (place * 31 + char.charCodeAt(0)) % 9_973;
  return 10 + place + release * release * 13;
}
const indented = (source: string, { release, random }: Scene) =>
  `${(release % 2 ? "\t" : "    ").repeat(1 + random.below(3))}${source}`;
const title = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const dotted = (module: string) => module.replaceAll("/", ".");
const classOf = (module: string) => module.split("/").map(title).join("");

type Writer = {
  readonly platform: string;
  readonly own: (step: Step, scene: Scene) => WireFrame;
  /** How a server or a worker comes to the project's code. */
  readonly entry: (scene: Scene) => WireFrame[];
  /** What a library does between two frames of the project, or after the last one. */
  readonly library: (scene: Scene) => WireFrame;
};

const python: Writer = {
  platform: "python",
  own: (step, scene) => ({
    module: `shop.${dotted(step.module)}`,
    filename: `shop/${step.module}.py`,
    abs_path: `/srv/releases/${scene.release}/shop/${step.module}.py`,
    function: step.name,
    context_line: indented(step.source, scene),
    in_app: true,
  }),
  entry: ({ random }) => {
    const venv = `/opt/venv/lib/python3.${11 + random.below(3)}/site-packages/`;
    const frame = (module: string, name: string) => ({
      module,
      abs_path: `${venv}${module.replaceAll(".", "/")}.py`,
      function: name,
      context_line: `response = ${name}(request, ${random.below(3)})`,
      in_app: false,
    });
    return random.chance(0.5)
      ? [
          frame("django.core.handlers.exception", "inner"),
          frame("django.core.handlers.base", "_get_response"),
        ]
      : [frame("celery.app.trace", "trace_task"), frame("celery.app.task", "__protected_call__")];
  },
  library: ({ random }) => ({
    module: "sqlalchemy.orm.query",
    abs_path: "/opt/venv/lib/python3.12/site-packages/sqlalchemy/orm/query.py",
    function: random.pick(["one", "all", "_iter"]),
    in_app: false,
  }),
};

const node: Writer = {
  platform: "node",
  own: (step, scene) => ({
    module: dotted(step.module),
    filename: `/app/${scene.release % 2 ? "dist" : "build"}/${step.module}.js`,
    abs_path: `/app/${scene.release % 2 ? "dist" : "build"}/${step.module}.js`,
    function: scene.random.chance(0.5) ? `async ${step.name}` : `Object.${step.name}`,
    colno: 1 + scene.random.below(60),
    context_line: indented(step.source, scene),
    in_app: true,
  }),
  entry: ({ random }) => {
    const path = random.chance(0.5)
      ? "/app/node_modules/express/lib/router.js"
      : "/app/node_modules/bullmq/worker.js";
    const queue = {
      filename: "node:internal/process/task_queues",
      function: "process.processTicksAndRejections",
      in_app: false,
    };
    return [
      ...(random.chance(0.5) ? [queue] : []),
      { filename: path, abs_path: path, function: random.pick(["handle", "next"]), in_app: false },
    ];
  },
  library: ({ random }) => ({
    filename: "/app/node_modules/pg/lib/client.js",
    abs_path: "/app/node_modules/pg/lib/client.js",
    function: random.pick(["query", "_query"]),
    in_app: false,
  }),
};

const go: Writer = {
  platform: "go",
  own: (step, { release }) => ({
    module: `example.com/shop/${step.module}`,
    filename: `${step.module}.go`,
    abs_path: `/build/${release}/${step.module}.go`,
    function: `(*Server).${title(step.name)}`,
    in_app: true,
  }),
  entry: ({ random }) => [
    random.chance(0.5)
      ? {
          module: "net/http",
          abs_path: "/usr/local/go/src/net/http/server.go",
          function: random.pick(["(*conn).serve", "HandlerFunc.ServeHTTP"]),
          in_app: false,
        }
      : { module: "runtime", abs_path: "/usr/local/go/src/runtime/asm.s", function: "goexit", in_app: false },
  ],
  library: ({ random }) => ({
    module: "github.com/jackc/pgx/v5",
    abs_path: `/root/go/pkg/mod/github.com/jackc/pgx/v5@v5.${random.below(6)}.0/conn.go`,
    function: "(*Conn).Query",
    in_app: random.chance(0.5) ? false : undefined,
  }),
};

const java: Writer = {
  platform: "java",
  own: (step) => ({
    module: `com.shop.${dotted(step.module)}`,
    filename: `${classOf(step.module)}.java`,
    function: step.name,
    in_app: true,
  }),
  entry: ({ random }) => [
    {
      module: random.pick([
        "org.apache.tomcat.util.threads.TaskThread",
        "java.util.concurrent.ThreadPoolExecutor",
      ]),
      function: "run",
      in_app: false,
    },
    {
      module: `jdk.internal.reflect.GeneratedMethodAccessor${random.below(900)}`,
      function: "invoke",
      in_app: false,
    },
  ],
  library: ({ random }) => ({
    module: `com.shop.Repository$$EnhancerBySpringCGLIB$$${random.hex(8)}`,
    filename: "<generated>",
    function: "find",
    in_app: false,
  }),
};

const php: Writer = {
  platform: "php",
  own: (step, scene) => ({
    filename: `/app/${classOf(step.module)}.php`,
    abs_path: `/var/www/releases/${scene.release}/app/${classOf(step.module)}.php`,
    function: `App\\${classOf(step.module)}::${step.name}`,
    context_line: indented(step.source, scene),
    in_app: true,
  }),
  entry: ({ random }) => [
    {
      filename: "/vendor/laravel/framework/src/Kernel.php",
      function: random.pick(["handle", "dispatch", "work"]),
      in_app: false,
    },
  ],
  library: ({ random }) => ({
    filename: "/vendor/doctrine/dbal/Connection.php",
    function: random.pick(["run", "fetch"]),
    in_app: false,
  }),
};

const ruby: Writer = {
  platform: "ruby",
  own: (step, scene) => ({
    filename: `app/${step.module}.rb`,
    abs_path: `/srv/releases/${scene.release}/app/${step.module}.rb`,
    function: step.name,
    context_line: indented(step.source, scene),
    in_app: true,
  }),
  entry: ({ random }) => [
    {
      filename: random.pick(["puma/thread_pool.rb", "sidekiq/processor.rb"]),
      function: `block in ${random.pick(["run", "spawn"])}`,
      in_app: false,
    },
  ],
  library: ({ random }) => ({
    filename: "active_record/relation.rb",
    abs_path: `/usr/local/bundle/gems/activerecord-7.${random.below(3)}/relation.rb`,
    function: "load",
    in_app: false,
  }),
};

const csharp: Writer = {
  platform: "csharp",
  own: (step) => ({
    module: `Shop.${classOf(step.module)}`,
    function: title(step.name),
    raw_function: `${title(step.name)}(Int32 id)`,
    in_app: true,
  }),
  entry: ({ random }) => [
    {
      module: random.pick(["Microsoft.AspNetCore.Routing.EndpointMiddleware", "Quartz.Core.JobRunShell"]),
      function: "Invoke",
      in_app: false,
    },
  ],
  library: ({ random }) => ({
    module: "System.Linq.Enumerable",
    function: random.pick(["First", "ToList"]),
    in_app: false,
  }),
};

const native: Writer = {
  platform: "native",
  own: (step, { random }) => ({
    function: `shop::${classOf(step.module)}::${step.name}(${random.pick(["int", "long", "std::string const&"])})`,
    filename: `${step.module.replace("/", "_")}.cpp`,
    instruction_addr: `0x${random.hex(12)}`,
    package: `/opt/shop-${random.below(6)}/bin/shop`,
    in_app: true,
  }),
  entry: ({ random }) => [
    {
      function: random.pick(["__libc_start_main", "start_thread"]),
      package: "/usr/lib/libc.so.6",
      instruction_addr: `0x${random.hex(12)}`,
      in_app: false,
    },
  ],
  library: ({ random }) => ({
    function: random.pick(["memcpy", "__memmove_avx_unaligned", "abort", "raise"]),
    package: "/usr/lib/libc.so.6",
    in_app: false,
  }),
};

/** How each platform writes its frames; browsers are written elsewhere. */
export const writers: Readonly<Partial<Record<Dialect, Writer>>> = {
  python,
  node,
  go,
  java,
  php,
  ruby,
  csharp,
  native,
};
