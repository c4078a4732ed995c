-- Backups that the schedule made are kept in a certain number: by what their files are known again.
ALTER TABLE backup ADD COLUMN scheduled INTEGER NOT NULL DEFAULT 0;   -- nobody asked for that one
ALTER TABLE backup ADD COLUMN file_octets INTEGER NOT NULL DEFAULT 0; -- of the file, 0: not noted
ALTER TABLE backup ADD COLUMN removed_ms INTEGER NOT NULL DEFAULT 0;  -- when we deleted the file
