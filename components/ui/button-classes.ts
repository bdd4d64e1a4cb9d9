import { cva, type VariantProps } from "class-variance-authority";

export const buttonClasses = cva(
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap transition-colors select-none disabled:cursor-not-allowed disabled:opacity-55 aria-busy:opacity-100 aria-disabled:cursor-not-allowed aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary:
          "border-transparent bg-accent text-on-accent enabled:hover:bg-accent-hover [a]:hover:bg-accent-hover",
        secondary: "border-control/60 bg-surface text-ink enabled:hover:bg-hover [a]:hover:bg-hover",
        ghost:
          "border-transparent bg-transparent text-muted enabled:hover:bg-hover enabled:hover:text-ink [a]:hover:bg-hover [a]:hover:text-ink",
        danger:
          "border-transparent bg-danger text-on-danger enabled:hover:bg-danger-hover [a]:hover:bg-danger-hover",
      },
      size: {
        sm: "h-7 px-2.5 text-sm",
        md: "h-8 px-3 text-base",
        lg: "h-10 px-4 text-lg",
      },
      /** Square; give the button an aria-label. */
      icon: { true: "px-0", false: "" },
    },
    compoundVariants: [
      { icon: true, size: "sm", class: "w-7" },
      { icon: true, size: "md", class: "w-8" },
      { icon: true, size: "lg", class: "w-10" },
    ],
    defaultVariants: { variant: "secondary", size: "md", icon: false },
  },
);

export type ButtonLook = VariantProps<typeof buttonClasses>;
