import PdfDocument from "pdfkit";
import type { Measure, Sheet, SheetFont, SheetItem } from "../../src/paper/sheet.ts";
import { fontFile } from "./fonts.ts";
import { runsOf } from "./runs.ts";

export interface PdfFacts {
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  /** POSIX seconds. */
  readonly made: number;
  /** Put in as it is, unpacked, for who reads the file itself (src/paper/find-in-file.ts). */
  readonly attachment?: { readonly name: string; readonly text: string };
}

/** A PDF in the making; it measures text by the fonts that it sets it in. */
export class Pdf {
  readonly #document: PDFKit.PDFDocument;
  readonly #facts: PdfFacts;
  readonly #fonts = new Set<string>();

  constructor(facts: PdfFacts) {
    this.#facts = facts;
    const made = new Date(facts.made * 1000);
    this.#document = new PdfDocument({
      autoFirstPage: false,
      lang: facts.language,
      displayTitle: true,
      // Set before anything is drawn, so that none of the fonts that come with PDF is looked for.
      font: null as unknown as string,
      info: {
        Title: facts.title,
        Creator: "Sealfolio",
        Producer: "Sealfolio",
        CreationDate: made,
        ModDate: made,
      },
    });
  }

  #use(cut: string, font: SheetFont, size: number): PDFKit.PDFDocument {
    const name = `${cut} ${font}`;
    if (!this.#fonts.has(name)) {
      this.#document.registerFont(name, Buffer.from(fontFile(cut, font)));
      this.#fonts.add(name);
    }
    return this.#document.font(name).fontSize(size);
  }

  readonly measure: Measure = (text, font, size) =>
    runsOf(text).reduce((sum, run) => sum + this.#use(run.cut.id, font, size).widthOfString(run.text), 0);

  #text({ x, y, size, font, text }: Extract<SheetItem, { kind: "text" }>): void {
    let left = x;
    for (const run of runsOf(text)) {
      const document = this.#use(run.cut.id, font, size);
      document.text(run.text, left, y, { lineBreak: false, baseline: "alphabetic" });
      left += document.widthOfString(run.text);
    }
  }

  #draw(item: SheetItem): void {
    const document = this.#document;
    switch (item.kind) {
      case "text":
        return this.#text(item);
      case "rule":
        document
          .moveTo(item.x, item.y)
          .lineTo(item.x + item.width, item.y)
          .lineWidth(0.7)
          .stroke();
        return;
      case "box":
        document.rect(item.x, item.y, item.width, item.height).lineWidth(0.7).stroke();
        return;
      case "code": {
        const scale = item.size / item.modules;
        document.save().translate(item.x, item.y).scale(scale).path(item.path).fill("black").restore();
        return;
      }
      case "image":
        document.image(item.src, item.x, item.y, { fit: [item.width, item.height], align: "right" });
    }
  }

  /** Draws the sheets and ends the file. Use once. */
  write(sheets: readonly Sheet[]): Promise<Uint8Array> {
    const document = this.#document;
    const { attachment, made } = this.#facts;
    const pieces: Uint8Array[] = [];
    return new Promise((resolve, reject) => {
      document.on("data", (piece: Uint8Array) => pieces.push(piece));
      document.on("end", () => resolve(new Uint8Array(Buffer.concat(pieces))));
      document.on("error", reject);
      for (const { width, height, items } of sheets) {
        document.addPage({ size: [width, height], margin: 0 });
        document.fillColor("black").strokeColor("black");
        for (const item of items) this.#draw(item);
      }
      if (attachment !== undefined) {
        const { compress } = document;
        document.compress = false;
        document.file(Buffer.from(attachment.text), {
          name: attachment.name,
          type: "application/json",
          creationDate: new Date(made * 1000),
          modifiedDate: new Date(made * 1000),
        });
        document.compress = compress;
      }
      document.end();
    });
  }
}
