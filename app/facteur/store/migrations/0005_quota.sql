-- The space of an account on its server, as far as the server tells.
ALTER TABLE account ADD COLUMN quota_octets INTEGER NOT NULL DEFAULT 0;      -- 0: no limit is known
ALTER TABLE account ADD COLUMN used_octets INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN quota_ms INTEGER NOT NULL DEFAULT 0;          -- when last asked, 0: never
ALTER TABLE account ADD COLUMN quota_level INTEGER NOT NULL DEFAULT 0;       -- percent the user was told of
