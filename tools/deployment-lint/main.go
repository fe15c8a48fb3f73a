// Command deployment-lint reads Compose files with Compose's own parser and workflows with actionlint, and says what is
// wrong with them: deployment-lint <file or folder of workflows>...
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/rhysd/actionlint"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "Usage: deployment-lint <Compose file, or folder of workflows>...")
		os.Exit(2)
	}
	failed := 0
	for _, path := range os.Args[1:] {
		if err := lint(path); err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", path, err)
			failed++
		}
	}
	if failed > 0 {
		os.Exit(1)
	}
}

func lint(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if info.IsDir() {
		return lintWorkflows(path)
	}
	return lintCompose(path)
}

// lintCompose does what `docker compose config` does: schema, interpolation, references between parts.
func lintCompose(path string) error {
	options, err := cli.NewProjectOptions([]string{path}, cli.WithWorkingDirectory(filepath.Dir(path)))
	if err != nil {
		return err
	}
	project, err := options.LoadProject(context.Background())
	if err != nil {
		return err
	}
	fmt.Printf("%s: %d services, %d volumes, %d configs\n",
		path, len(project.Services), len(project.Volumes), len(project.Configs))
	return nil
}

func lintWorkflows(dir string) error {
	// Without shellcheck and pyflakes: what is on PATH would decide about the verdict.
	linter, err := actionlint.NewLinter(os.Stderr, &actionlint.LinterOptions{LogWriter: io.Discard})
	if err != nil {
		return err
	}
	problems, err := linter.LintDir(dir, nil)
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		return fmt.Errorf("%d problems", len(problems))
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.yml"))
	if err != nil {
		return err
	}
	fmt.Printf("%s: %d workflows\n", dir, len(files))
	return nil
}
