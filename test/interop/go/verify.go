package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"

	"filippo.io/torchwood"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type verified struct {
	Size       int64    `json:"size"`
	Root       string   `json:"root"`
	Signers    []string `json:"signers"`
	Records    int      `json:"records"`
	TreeProofs int      `json:"treeProofs"`
	Blocks     int      `json:"blocks"`
	Receipts   int      `json:"receipts"`
	Proofs     int      `json:"proofs"`
	Partials   int      `json:"partials"`
}

func get(url string) ([]byte, error) {
	response, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, 32<<20))
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", url, response.Status)
	}
	return body, nil
}

// tiles reads C2SP tlog-tiles for golang.org/x/mod/sumdb/tlog.
type tiles struct{ base string }

func (t tiles) Height() int                     { return torchwood.TileHeight }
func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}
func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		data, err := get(t.base + "/" + torchwood.TilePath(tile))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

// signers are the keys that are known: the log's own, then the cosigners'.
func signers(vkeys []string) (log note.Verifier, cosigners []note.Verifier, err error) {
	if log, err = note.NewVerifier(vkeys[0]); err != nil {
		return nil, nil, err
	}
	for _, vkey := range vkeys[1:] {
		cosigner, err := torchwood.NewCosignatureVerifier(vkey)
		if err != nil {
			return nil, nil, err
		}
		cosigners = append(cosigners, cosigner)
	}
	return log, cosigners, nil
}

func openCheckpoint(text []byte, vkeys []string) (torchwood.Checkpoint, []string, error) {
	log, cosigners, err := signers(vkeys)
	if err != nil {
		return torchwood.Checkpoint{}, nil, err
	}
	opened, err := note.Open(text, note.VerifierList(append([]note.Verifier{log}, cosigners...)...))
	if err != nil {
		return torchwood.Checkpoint{}, nil, err
	}
	var names []string
	for _, signature := range opened.Sigs {
		names = append(names, signature.Name)
	}
	checkpoint, err := torchwood.ParseCheckpoint(opened.Text)
	return checkpoint, names, err
}

func seal(vkeys []string, quorum int) (torchwood.Policy, error) {
	log, cosigners, err := signers(vkeys)
	if err != nil {
		return nil, err
	}
	var each []torchwood.Policy
	for _, cosigner := range cosigners {
		each = append(each, torchwood.SingleVerifierPolicy(cosigner))
	}
	return torchwood.ThresholdPolicy(3, torchwood.OriginPolicy(log.Name()),
		torchwood.SingleVerifierPolicy(log), torchwood.ThresholdPolicy(quorum, each...)), nil
}

// checkRecords reads every entry bundle and proves every record and its leaf hash.
func checkRecords(base string, tree tlog.Tree, hashes tlog.HashReader, out *verified) ([][]byte, error) {
	var records [][]byte
	for first := int64(0); first < tree.N; first += torchwood.TileWidth {
		width := min(tree.N-first, torchwood.TileWidth)
		tile := tlog.Tile{H: torchwood.TileHeight, L: -1, N: first / torchwood.TileWidth, W: int(width)}
		rest, err := get(base + "/" + torchwood.TilePath(tile))
		if err != nil {
			return nil, err
		}
		for len(rest) > 0 {
			if len(rest) < 2 || len(rest) < 2+int(binary.BigEndian.Uint16(rest)) {
				return nil, errors.New("an entry bundle ends within an entry")
			}
			length := int(binary.BigEndian.Uint16(rest))
			records = append(records, rest[2:2+length])
			rest = rest[2+length:]
		}
	}
	if int64(len(records)) != tree.N {
		return nil, fmt.Errorf("%d records in a tree of %d", len(records), tree.N)
	}
	for index, record := range records {
		proof, err := tlog.ProveRecord(tree.N, int64(index), hashes)
		if err != nil {
			return nil, err
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, int64(index), tlog.RecordHash(record)); err != nil {
			return nil, fmt.Errorf("record %d: %w", index, err)
		}
		out.Records++
	}
	return records, nil
}

// checkPartials asks for the right edge of every size that was ever sealed.
func checkPartials(base string, size int64, records [][]byte, out *verified) error {
	width := size % torchwood.TileWidth
	if width == 0 {
		return nil
	}
	edge := tlog.Tile{H: torchwood.TileHeight, L: 0, N: size / torchwood.TileWidth, W: int(width)}
	data, err := get(base + "/" + torchwood.TilePath(edge))
	if err != nil {
		return err
	}
	if len(data) != int(width)*tlog.HashSize {
		return fmt.Errorf("a tile of %d bytes for width %d", len(data), width)
	}
	for i := range width {
		want := tlog.RecordHash(records[size-width+i])
		if tlog.Hash(data[i*tlog.HashSize:(i+1)*tlog.HashSize]) != want {
			return fmt.Errorf("partial tile of size %d differs at %d", size, i)
		}
	}
	edge.L = -1
	if _, err := get(base + "/" + torchwood.TilePath(edge)); err != nil {
		return err
	}
	out.Partials++
	return nil
}

func checkBlock(base string, height int, policy torchwood.Policy, vkeys []string) (torchwood.Checkpoint, error) {
	none := torchwood.Checkpoint{}
	proof, err := get(base + "/block/" + strconv.Itoa(height))
	if err != nil {
		return none, err
	}
	record, err := torchwood.ProofExtraData(proof)
	if err != nil {
		return none, err
	}
	if err := torchwood.VerifyProof(policy, tlog.RecordHash(record), proof); err != nil {
		return none, fmt.Errorf("block %d: %w", height, err)
	}
	for i := range proof {
		if i > 1 && proof[i-1] == '\n' && proof[i-2] == '\n' {
			checkpoint, _, err := openCheckpoint(proof[i:], vkeys)
			return checkpoint, err
		}
	}
	return none, errors.New("a proof without a checkpoint")
}

func checkReceipt(base string, record []byte, policy torchwood.Policy) error {
	hash := tlog.RecordHash(record)
	text, err := get(base + "/receipt/" + base64url(hash[:]))
	if err != nil {
		return err
	}
	var receipt struct{ Checkpoint, Entry, Record string }
	if err := json.Unmarshal(text, &receipt); err != nil {
		return err
	}
	for _, part := range []string{receipt.Entry, receipt.Record} {
		proof := []byte(part + "\n" + receipt.Checkpoint)
		leaf, err := torchwood.ProofExtraData(proof)
		if err != nil {
			return err
		}
		if err := torchwood.VerifyProof(policy, tlog.RecordHash(leaf), proof); err != nil {
			return err
		}
	}
	return nil
}

// checkProof asks for a leaf by its index and by its hash.
func checkProof(base string, index int, record []byte, policy torchwood.Policy) error {
	hash := tlog.RecordHash(record)
	for _, name := range []string{strconv.Itoa(index), base64url(hash[:])} {
		proof, err := get(base + "/proof/" + name)
		if err != nil {
			return err
		}
		leaf, err := torchwood.ProofExtraData(proof)
		if err != nil {
			return err
		}
		if !bytes.Equal(leaf, record) {
			return errors.New("a proof with another leaf")
		}
		if err := torchwood.VerifyProof(policy, hash, proof); err != nil {
			return err
		}
	}
	return nil
}

// verify BASE QUORUM LOGVKEY COSIGNERVKEY...
func verify(args []string) (any, error) {
	if len(args) < 4 {
		return nil, errors.New("verify BASE QUORUM LOGVKEY COSIGNERVKEY...")
	}
	base, vkeys := args[0], args[2:]
	quorum, err := strconv.Atoi(args[1])
	if err != nil {
		return nil, err
	}
	text, err := get(base + "/checkpoint")
	if err != nil {
		return nil, err
	}
	checkpoint, names, err := openCheckpoint(text, vkeys)
	if err != nil {
		return nil, err
	}
	policy, err := seal(vkeys, quorum)
	if err != nil {
		return nil, err
	}
	if _, _, err := torchwood.VerifyCheckpoint(text, policy); err != nil {
		return nil, err
	}
	out := &verified{Size: checkpoint.N, Root: checkpoint.Hash.String(), Signers: names}
	hashes := tlog.TileHashReader(checkpoint.Tree, tiles{base})
	root, err := tlog.TreeHash(checkpoint.N, hashes)
	if err != nil {
		return nil, err
	}
	if root != checkpoint.Hash {
		return nil, errors.New("the tiles make another root")
	}
	records, err := checkRecords(base, checkpoint.Tree, hashes, out)
	if err != nil {
		return nil, err
	}
	for size := int64(0); size < checkpoint.N; out.Blocks++ {
		block, err := checkBlock(base, out.Blocks, policy, vkeys)
		if err != nil {
			return nil, err
		}
		proof, err := tlog.ProveTree(checkpoint.N, block.N, hashes)
		if err != nil {
			return nil, err
		}
		if err := tlog.CheckTree(proof, checkpoint.N, checkpoint.Hash, block.N, block.Hash); err != nil {
			return nil, err
		}
		out.TreeProofs++
		if err := checkPartials(base, block.N, records, out); err != nil {
			return nil, err
		}
		size = block.N
	}
	for index, record := range records {
		if err := checkProof(base, index, record, policy); err != nil {
			return nil, fmt.Errorf("proof of %d: %w", index, err)
		}
		out.Proofs++
	}
	// The last leaf is a block's record, which has a proof and no receipt.
	for _, index := range []int{0, 2, len(records) - 2} {
		if err := checkReceipt(base, records[index], policy); err != nil {
			return nil, fmt.Errorf("receipt of %d: %w", index, err)
		}
		out.Receipts++
	}
	return out, nil
}
