"use client";

import { Monitor, Moon, Sun, SunMoon } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import { chooseTheme, currentTheme, type Theme } from "#components/frame/preferences.ts";

export const THEMES = [
  { value: "system" as const, label: "Same as system", icon: Monitor },
  { value: "light" as const, label: "Light", icon: Sun },
  { value: "dark" as const, label: "Dark", icon: Moon },
];

/** Chooses light, dark or the system's theme; kept in a cookie. */
export function ThemeMenu() {
  return (
    <Menu
      align="end"
      label="Theme"
      trigger={
        <Button icon variant="ghost" aria-label="Theme">
          <SunMoon aria-hidden />
        </Button>
      }
    >
      <ThemeItems />
    </Menu>
  );
}

/** The three choices, for any menu; rendered only while the menu is open. */
export function ThemeItems() {
  const [theme, setTheme] = useState<Theme>(currentTheme);
  return THEMES.map(({ value, label, icon: Icon }) => (
    <MenuItem
      key={value}
      icon={<Icon aria-hidden />}
      checked={theme === value}
      onSelect={() => {
        chooseTheme(value);
        setTheme(value);
      }}
    >
      {label}
    </MenuItem>
  ));
}
