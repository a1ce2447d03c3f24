// Program peer looks at a registry with libraries that know nothing of it.
package main

import (
	"encoding/json"
	"fmt"
	"os"
)

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "peer verify|entries|agent|write|watch ...")
		os.Exit(2)
	}
	commands := map[string]func([]string) (any, error){
		"verify": verify, "entries": entries, "agent": agentOn, "write": write, "watch": watch,
	}
	command, ok := commands[os.Args[1]]
	if !ok {
		fmt.Fprintln(os.Stderr, "no such command")
		os.Exit(2)
	}
	answer, err := command(os.Args[2:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if err := json.NewEncoder(os.Stdout).Encode(answer); err != nil {
		os.Exit(1)
	}
}
