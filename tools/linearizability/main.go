// Command linearizability reads the history of optimistic locks as JSON lines and says whether every task behaved as
// one register with a version: see README.md for the members of a line.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"time"

	"github.com/anishathalye/porcupine"
)

// What a client asked for.
type input struct {
	Action    string `json:"action"`
	Title     string `json:"title"`
	IfVersion int    `json:"ifVersion"`
}

// What it learned; with an unknown outcome, nothing.
type output struct {
	Outcome string `json:"outcome"`
	Status  int    `json:"status"`
	Version int    `json:"version"`
	Title   string `json:"title"`
	State   string `json:"state"`
}

type operation struct {
	Key    string `json:"key"`
	Client int    `json:"client"`
	Call   int64  `json:"call"`
	// Absent when the outcome is unknown: it may take effect at any time, or never.
	Return *int64 `json:"return"`
	Input  input  `json:"input"`
	Output output `json:"output"`
}

type task struct {
	version int
	title   string
	state   string
}

const (
	absent    = ""
	open      = "open"
	completed = "completed"
	deleted   = "deleted"
)

// apply is what the product promises: the task after the input, and the status of the answer.
func apply(before task, in input) (task, int) {
	after := before
	if in.Action == "create" {
		if before.state != absent {
			return before, 409
		}
		return task{1, in.Title, open}, 201
	}
	if before.state == absent || before.state == deleted {
		return before, 404
	}
	switch in.Action {
	case "edit":
		if before.version != in.IfVersion {
			return before, 412
		}
		after.title = in.Title
	case "complete":
		after.state = completed
	case "reopen":
		after.state = open
	case "delete":
		after.state = deleted
	}
	if after != before {
		after.version++
	}
	return after, 200
}

func step(state, in, out interface{}) []interface{} {
	before, asked, learned := state.(task), in.(input), out.(output)
	after, status := apply(before, asked)
	switch learned.Outcome {
	case "info":
		return []interface{}{before, after}
	case "fail":
		if learned.Status == status {
			return []interface{}{before}
		}
		return nil
	}
	if status >= 400 {
		return nil
	}
	shown := after
	if asked.Action == "delete" {
		shown.state = before.state // the answer shows what was deleted
	}
	if shown.version == learned.Version && shown.title == learned.Title && shown.state == learned.State {
		return []interface{}{after}
	}
	return nil
}

var tasks = porcupine.NondeterministicModel{
	Init:  func() []interface{} { return []interface{}{task{}} },
	Step:  step,
	Equal: func(a, b interface{}) bool { return a == b },
	DescribeOperation: func(in, out interface{}) string {
		return fmt.Sprintf("%+v -> %+v", in, out)
	},
}

var model = tasks.ToModel()

type verdict struct {
	Tasks      int      `json:"tasks"`
	Operations int      `json:"operations"`
	Illegal    []string `json:"illegal"`
	Undecided  []string `json:"undecided"`
}

func main() {
	byTask := map[string][]porcupine.Operation{}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	count := 0
	for lines.Scan() {
		var op operation
		if err := json.Unmarshal(lines.Bytes(), &op); err != nil {
			fmt.Fprintf(os.Stderr, "line %d: %v\n", count+1, err)
			os.Exit(2)
		}
		count++
		end := int64(math.MaxInt64)
		if op.Return != nil {
			end = *op.Return
		}
		byTask[op.Key] = append(byTask[op.Key], porcupine.Operation{
			ClientId: op.Client, Input: op.Input, Call: op.Call, Output: op.Output, Return: end,
		})
	}
	if err := lines.Err(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	found := verdict{Tasks: len(byTask), Operations: count, Illegal: []string{}, Undecided: []string{}}
	for key, operations := range byTask {
		switch porcupine.CheckOperationsTimeout(model, operations, 10*time.Second) {
		case porcupine.Illegal:
			found.Illegal = append(found.Illegal, key)
		case porcupine.Unknown:
			found.Undecided = append(found.Undecided, key)
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(found); err != nil {
		os.Exit(2)
	}
}
