package main

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"

	"golang.org/x/mod/sumdb/note"
	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"
)

// watch tells a running litewitness, by its database, which log to witness from its first tree on. The
// program that comes with it for that cannot be had where only the well-known hosts of modules may be asked.
func watch(args []string) (any, error) {
	if len(args) != 3 {
		return nil, errors.New("watch DATABASE ORIGIN VKEY")
	}
	path, origin, vkey := args[0], args[1], args[2]
	if _, err := note.NewVerifier(vkey); err != nil {
		return nil, err
	}
	conn, err := sqlite.OpenConn(path, sqlite.OpenReadWrite)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	empty := sha256.Sum256(nil)
	hash := base64.StdEncoding.EncodeToString(empty[:])
	insert := "INSERT INTO log (origin, tree_size, tree_hash) VALUES (?, 0, ?)"
	if err := sqlitex.Execute(conn, insert, &sqlitex.ExecOptions{Args: []any{origin, hash}}); err != nil {
		return nil, err
	}
	insert = "INSERT INTO key (origin, key) VALUES (?, ?)"
	if err := sqlitex.Execute(conn, insert, &sqlitex.ExecOptions{Args: []any{origin, vkey}}); err != nil {
		return nil, err
	}
	return map[string]string{"origin": origin}, nil
}
