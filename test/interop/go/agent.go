package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"net"
	"os"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
)

// agentOn SOCKET SEED: keeps the key that litewitness signs with; the seed is for tests alone.
func agentOn(args []string) (any, error) {
	if len(args) != 2 {
		return nil, errors.New("agent SOCKET SEED")
	}
	seed := sha256.Sum256([]byte(args[1]))
	key := ed25519.NewKeyFromSeed(seed[:])
	keyring := agent.NewKeyring()
	if err := keyring.Add(agent.AddedKey{PrivateKey: key}); err != nil {
		return nil, err
	}
	public, err := ssh.NewPublicKey(key.Public())
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("unix", args[0])
	if err != nil {
		return nil, err
	}
	ready := map[string]string{"fingerprint": ssh.FingerprintSHA256(public)}
	if err := json.NewEncoder(os.Stdout).Encode(ready); err != nil {
		return nil, err
	}
	for {
		connection, err := listener.Accept()
		if err != nil {
			return nil, err
		}
		go func() { _ = agent.ServeAgent(keyring, connection) }()
	}
}
