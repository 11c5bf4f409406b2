-- Once, as the database's own administrator:  psql -v password="'…'" -f postgresql.sql
-- Sorting by bytes (C.UTF-8) is what the tree of units relies on.
CREATE ROLE taizhang LOGIN PASSWORD :password;
CREATE DATABASE taizhang OWNER taizhang ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0;
