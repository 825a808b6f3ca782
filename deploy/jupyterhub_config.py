"""Settings of a hub for a class, the same on The Littlest JupyterHub and on Zero to JupyterHub.

Both load it beside their own (`docs/deployment.md` says how), and so does the hub of
`tests/browser/test_hub.py`. Nothing here is about who may log in: that is the hub's own.
"""

import hashlib
import tempfile

#: One folder for all, which nobody can write in: each student's answers are in the student's home.
#: "" is that home, for copies of one's own, which an nbgitpuller link makes.
LESSON = "/srv/lesson"
FIRST = "/doc/tree/notebooks/fr/00_accueil.ipynb"
#: Seconds. Thirty who log in together share the machine's processors until the last one is in.
PATIENCE = 300
#: Not less than a class: whoever comes on top is turned away with an error, not made to wait.
AT_ONCE = 60
#: Seconds. What is alive on the screen stays so; answers go to the server.
IDLE_KERNEL = 600


def runtime_folder(spawner):
    """Return where a student's kernels listen: a path short enough for a socket, whatever the name.

    A socket's path may have 107 bytes. Those of a kernel in the home of a long name have more.
    """
    name = hashlib.sha256(spawner.user.name.encode()).hexdigest()[:12]
    return f"{tempfile.gettempdir()}/jupyter-{name}"


c = get_config()

c.JupyterHub.concurrent_spawn_limit = AT_ONCE
c.Spawner.start_timeout = PATIENCE
c.Spawner.http_timeout = PATIENCE

c.Spawner.notebook_dir = LESSON
if LESSON:
    c.Spawner.default_url = FIRST
c.Spawner.environment = {"JUPYTER_RUNTIME_DIR": runtime_folder}
c.SystemdSpawner.isolate_tmp = True

c.Spawner.args = [
    # Kernels started together would reach for the same ports.
    "--KernelManager.transport=ipc",
    f"--MappingKernelManager.cull_idle_timeout={IDLE_KERNEL}",
    "--MappingKernelManager.cull_interval=60",
    "--MappingKernelManager.cull_connected=True",
    "--LabApp.extension_manager=readonly",
]
