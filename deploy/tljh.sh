#!/bin/bash
# The lesson on The Littlest JupyterHub: run as root, in a copy of the repository, again after a change.
#   sudo deploy/tljh.sh          students read one shared folder
set -euo pipefail
cd "$(dirname "$0")/.."
tljh="${TLJH_INSTALL_PREFIX:-/opt/tljh}"
lesson="${LESSON:-/srv/lesson}"
export PATH="$tljh/user/bin:$PATH"

python -m pip install --no-cache-dir -r binder/requirements.txt
./binder/postBuild

# What students read is a copy that belongs to root, whoever owns this one, and changes at once.
rm -rf "$lesson.new"
mkdir -p "$lesson.new"
cp -R data notebooks "$lesson.new"
chmod -R u=rwX,go=rX "$lesson.new"
rm -rf "$lesson.old"
[ ! -e "$lesson" ] || mv "$lesson" "$lesson.old"
mv "$lesson.new" "$lesson"
rm -rf "$lesson.old"

install -D -m 644 deploy/jupyterhub_config.py "$tljh/config/jupyterhub_config.d/lesson.py"
# Whoever reads for an hour with nothing asked of the server is still there.
tljh-config set services.cull.timeout 7200
tljh-config reload
