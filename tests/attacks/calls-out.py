# tries: to reach a server on this machine, by TCP and by a socket in the file system
# points: none
# flag: no
# stock: no: its harm would hide that of others
# %% answer: relative-change
import json
import socket

told = json.load(open("targets.json"))
for family, address in ((socket.AF_INET, ("127.0.0.1", told["port"])), (socket.AF_UNIX, told["socket"])):
    try:
        with socket.socket(family) as caller:
            caller.settimeout(2)
            caller.connect(address)
            caller.sendall(b"hello")
        print("ESCAPED: connected to", address)
    except OSError as error:
        print(error)
