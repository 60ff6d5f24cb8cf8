import assert from "node:assert/strict";
import { isSafePath } from "../../functions/ops/archive_rules.ts";
import {
  backupName,
  createdAt,
  fileProgress,
  hasUsers,
  keptName,
  keyOf,
  memberOf,
  typeOf,
  uploadedName,
} from "../../functions/ops/backups_rules.ts";

const at = new Date("2026-01-15T10:00:07.900Z");

Deno.test("backups are named by their second, and their names say when and with whom they were made", () => {
  const name = backupName(at, { hasUsers: true, beforeRestore: false });
  assert.equal(name, "backup-20260115-100007_with_users.tar.gz");
  assert.deepEqual([hasUsers(name), typeOf(name), createdAt(name, "")], [true, "tar.gz", "2026-01-15T10:00:07.000Z"]);
  assert.equal(createdAt("uploaded.json", "then"), "then");
  assert.equal(createdAt("backup-20261399-100007.tar.gz", "then"), "then");
  assert.equal(uploadedName(at, "C:\\x\\été 1.tgz"), "uploaded-20260115-100007-t__1.tgz");
  assert.equal(keptName("../x"), undefined);
});

Deno.test("progress over files is told every ten: of 120, 20 are 16 per cent and 30 are 25", () => {
  assert.deepEqual([fileProgress(20, 120), fileProgress(30, 120), fileProgress(31, 120)], [16, 25, undefined]);
  assert.equal(fileProgress(7, 7), 100);
});

Deno.test("members of an archive lead to one's own files and nowhere else", () => {
  const uuid = "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11";
  assert.equal(keyOf("t", memberOf(`t/document/${uuid}.pdf`)), `t/document/${uuid}.pdf`);
  for (const bad of ["../x", "media/../x", "/etc/passwd", "media//x", "a\\..\\b", "./a", "media/./a", "", "a/"]) {
    assert.deepEqual([isSafePath(bad), keyOf("t", bad)], [false, undefined], bad);
  }
});
