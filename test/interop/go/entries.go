package main

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"

	"filippo.io/torchwood"
)

func base64url(bytes []byte) string { return base64.RawURLEncoding.EncodeToString(bytes) }

// entries BASE LOGVKEY: every entry to the last, by torchwood's own client; answers a hash over them.
func entries(args []string) (any, error) {
	if len(args) != 2 {
		return nil, errors.New("entries BASE LOGVKEY")
	}
	text, err := get(args[0] + "/checkpoint")
	if err != nil {
		return nil, err
	}
	checkpoint, _, err := openCheckpoint(text, args[1:])
	if err != nil {
		return nil, err
	}
	fetcher, err := torchwood.NewTileFetcher(args[0])
	if err != nil {
		return nil, err
	}
	client, err := torchwood.NewClient(fetcher)
	if err != nil {
		return nil, err
	}
	all := sha256.New()
	count := int64(0)
	for index, entry := range client.AllEntries(context.Background(), checkpoint.Tree, 0) {
		if index != count {
			return nil, fmt.Errorf("entry %d where %d comes next", index, count)
		}
		_ = binary.Write(all, binary.BigEndian, uint16(len(entry)))
		all.Write(entry)
		count++
	}
	if err := client.Err(); err != nil {
		return nil, err
	}
	return map[string]any{"count": count, "hash": base64url(all.Sum(nil))}, nil
}
