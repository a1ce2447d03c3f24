import { useTranslation } from "react-i18next";
import type { Sheet, SheetItem } from "../../src/paper/sheet.ts";

function Drawn({ item }: { readonly item: SheetItem }) {
  switch (item.kind) {
    case "text":
      return (
        <text x={item.x} y={item.y} fontSize={item.size} fontWeight={item.font === "bold" ? 600 : 400}>
          {item.text}
        </text>
      );
    case "rule":
      return <path d={`M${item.x} ${item.y}h${item.width}`} stroke="#000" strokeWidth={0.7} />;
    case "box":
      return <rect x={item.x} y={item.y} width={item.width} height={item.height} fill="none" stroke="#000" />;
    case "code":
      return (
        <path
          d={item.path}
          transform={`translate(${item.x} ${item.y}) scale(${item.size / item.modules})`}
          shapeRendering="crispEdges"
        />
      );
    case "image":
      return (
        <image
          href={item.src}
          x={item.x}
          y={item.y}
          width={item.width}
          height={item.height}
          preserveAspectRatio="xMaxYMin meet"
        />
      );
  }
}

/** Sheets as they will lie in the printer, black on white in either theme. */
export function SheetPreview({ sheets }: { readonly sheets: readonly Sheet[] }) {
  const { t } = useTranslation("parts");
  return (
    <ol className="grid gap-4" dir="ltr">
      {sheets.map(({ width, height, items }, i) => (
        <li key={`${i} of ${sheets.length}`}>
          <svg
            role="img"
            aria-label={t("sheet.label", { page: i + 1, pages: sheets.length })}
            viewBox={`0 0 ${width} ${height}`}
            className="h-auto w-full border border-line bg-white font-serif shadow-soft forced-color-adjust-none"
            fill="#000"
          >
            {items.map((item, at) => (
              <Drawn key={`${at} ${item.kind}`} item={item} />
            ))}
          </svg>
        </li>
      ))}
    </ol>
  );
}
