import { CodedError } from "../../src/error.ts";

export type FileErrorCode =
  | "file.missing"
  | "file.exists"
  | "file.too_large"
  | "file.full"
  | "file.denied"
  | "file.not_a_file"
  | "file.failed"
  | "folder.in_use"
  | "folder.unusable";

/** What the file system refused; the cause holds the path and stays inside the process. */
export class FileError extends CodedError<FileErrorCode> {}

const CODES = new Map<string, FileErrorCode>([
  ["ENOENT", "file.missing"],
  ["ENOTDIR", "file.missing"],
  ["EEXIST", "file.exists"],
  ["ENOSPC", "file.full"],
  ["EDQUOT", "file.full"],
  ["EFBIG", "file.full"],
  ["EACCES", "file.denied"],
  ["EPERM", "file.denied"],
  ["EROFS", "file.denied"],
  ["EISDIR", "file.not_a_file"],
  ["ELOOP", "file.not_a_file"],
]);

export function toFileError(error: unknown): FileError {
  if (error instanceof FileError) return error;
  const code = (error as { code?: unknown } | null)?.code;
  return new FileError((typeof code === "string" ? CODES.get(code) : undefined) ?? "file.failed", {
    cause: error,
  });
}
