// Command pocketbase-baseline is PocketBase with a choice of how durable its commits are: see README.md.
package main

import (
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase"
	_ "modernc.org/sqlite"
)

func main() {
	app := pocketbase.NewWithConfig(pocketbase.Config{DBConnect: connect})
	if err := app.Start(); err != nil {
		log.Fatal(err)
	}
}

// connect is PocketBase's own, but for the setting of synchronous, and says what became of it.
func connect(path string) (*dbx.DB, error) {
	synchronous := os.Getenv("SQLITE_SYNCHRONOUS")
	if synchronous == "" {
		synchronous = "NORMAL"
	}
	db, err := dbx.Open("sqlite", path+"?"+strings.Join([]string{
		"_pragma=busy_timeout(10000)",
		"_pragma=journal_mode(WAL)",
		"_pragma=journal_size_limit(200000000)",
		"_pragma=synchronous(" + synchronous + ")",
		"_pragma=foreign_keys(ON)",
		"_pragma=temp_store(MEMORY)",
		"_pragma=cache_size(-32000)",
	}, "&"))
	if err != nil {
		return nil, err
	}
	var journal, level string
	if err := db.NewQuery("PRAGMA journal_mode").Row(&journal); err != nil {
		return nil, err
	}
	if err := db.NewQuery("PRAGMA synchronous").Row(&level); err != nil {
		return nil, err
	}
	log.Printf("%s: journal_mode=%s synchronous=%s", filepath.Base(path), journal, level)
	return db, nil
}
