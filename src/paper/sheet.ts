/** A printed page, as things at places; PDF and screen are drawn from the same. Points (1/72 inch), from the upper left corner. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly items: readonly SheetItem[];
}

export type SheetFont = "regular" | "bold";

export type SheetItem =
  /** `y` is that of the base line. */
  | {
      readonly kind: "text";
      readonly x: number;
      readonly y: number;
      readonly size: number;
      readonly font: SheetFont;
      readonly text: string;
    }
  | { readonly kind: "rule"; readonly x: number; readonly y: number; readonly width: number }
  | {
      readonly kind: "box";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    }
  /** A QR code: dark modules as a path of unit squares, `modules` on each side with the light around. */
  | {
      readonly kind: "code";
      readonly x: number;
      readonly y: number;
      readonly size: number;
      readonly path: string;
      readonly modules: number;
    }
  /** `src`: data URL of a PNG or JPEG, drawn as large as fits. */
  | {
      readonly kind: "image";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly src: string;
    };

/** Width of a line in points. */
export type Measure = (text: string, font: SheetFont, size: number) => number;

/** ISO 216 and ANSI sizes, and a shipping label of 4 by 6 inches. */
export const SHEET_SIZES = {
  A4: { width: 595.28, height: 841.89 },
  Letter: { width: 612, height: 792 },
  label: { width: 288, height: 432 },
} as const;
export type SheetSize = keyof typeof SHEET_SIZES;
