import { files } from "../../shared/contracts/documents/files.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { findFile } from "../../shared/files/files_queries.ts";
import { bind, bindDetached, bindRead, type Bound } from "../../shared/http/bind.ts";
import { downloadFile, downloadShared, linkToFile, removeFile, uploadFile } from "./hand_over_files.ts";

export const fileRoutes: Bound[] = [
  bindDetached(files.upload, uploadFile),
  bindRead(files.get, ({ sql, params }) => [findFile(sql, params.id)], ([found]) => firstOr(found, "not_found")),
  bindDetached(files.download, downloadFile),
  bind(files.link, linkToFile),
  bindDetached(files.shared, downloadShared),
  bindDetached(files.remove, removeFile),
];
