package main

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/transparency-dev/tessera"
	"github.com/transparency-dev/tessera/storage/posix"
	"golang.org/x/mod/sumdb/note"
)

// readBlock reads leaves, each with its length before it.
func readBlock(path string) ([][]byte, error) {
	rest, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var leaves [][]byte
	for len(rest) > 1 {
		length := int(binary.BigEndian.Uint16(rest))
		if len(rest) < 2+length {
			return nil, errors.New("a leaf is cut off")
		}
		leaves = append(leaves, rest[2:2+length])
		rest = rest[2+length:]
	}
	return leaves, nil
}

// write FOLDER SIGNERKEY BLOCK...: a log by Tessera; after each file of leaves its checkpoint.
func write(args []string) (any, error) {
	if len(args) < 3 {
		return nil, errors.New("write FOLDER SIGNERKEY BLOCK...")
	}
	ctx := context.Background()
	signer, err := note.NewSigner(args[1])
	if err != nil {
		return nil, err
	}
	driver, err := posix.New(ctx, posix.Config{Path: args[0]})
	if err != nil {
		return nil, err
	}
	options := tessera.NewAppendOptions().WithCheckpointSigner(signer).
		WithBatching(256, 50*time.Millisecond).WithCheckpointInterval(100 * time.Millisecond)
	appender, shutdown, reader, err := tessera.NewAppender(ctx, driver, options)
	if err != nil {
		return nil, err
	}
	awaiter := tessera.NewPublicationAwaiter(ctx, reader.ReadCheckpoint, 20*time.Millisecond)
	var checkpoints []string
	next := uint64(0)
	for _, path := range args[2:] {
		leaves, err := readBlock(path)
		if err != nil {
			return nil, err
		}
		var futures []tessera.IndexFuture
		for _, leaf := range leaves {
			futures = append(futures, appender.Add(ctx, tessera.NewEntry(leaf)))
		}
		var last []byte
		for _, future := range futures {
			var index tessera.Index
			if index, last, err = awaiter.Await(ctx, future); err != nil {
				return nil, err
			}
			if index.Index != next {
				return nil, fmt.Errorf("leaf %d came to %d", next, index.Index)
			}
			next++
		}
		checkpoints = append(checkpoints, string(last))
	}
	return checkpoints, shutdown(ctx)
}
