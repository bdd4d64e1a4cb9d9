const generated: readonly [RegExp, string][] = [
  [
    /((?:sun|jdk\.internal)\.reflect\.Generated(?:Serialization)?(?:Method|Constructor)Accessor)\d+/,
    "$1<auto>",
  ],
  [/(\$\$(?:Enhancer|FastClass)By[A-Za-z]{0,40}(?:CGLIB|Guice)?\$\$)[0-9a-f]+/g, "$1<auto>"],
  [/(\$\$(?:[A-Za-z]{0,20}CGLIB|KeyFactoryBy[A-Za-z]{1,40})\$\$)[0-9a-f]+/g, "$1<auto>"],
  [/(_\$\$_javassist(?:_[A-Za-z]{1,20})?_)\d+/, "$1<auto>"],
  [/(_\$\$_jvst)[0-9a-f]+(?:_[0-9a-f]+)?/, "$1<auto>"],
  [/(\$HibernateProxy\$)[A-Za-z0-9]+/, "$1<auto>"],
  [/(\$fn__)\d+/g, "$1<auto>"],
];

/** A Java class or file name with the parts that differ from one start to the next replaced by `<auto>`. */
export function cleanJavaName(name: string): string {
  if (!name.includes("$") && !name.includes("reflect.Generated")) return name;
  return generated.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), name);
}
