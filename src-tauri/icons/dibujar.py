"""Draws the mark of Diligencia: a rounded square split along its diagonal, deep blue over celeste.

Run once by hand when the mark changes (`python3 src-tauri/icons/dibujar.py`); the results are kept
in the tree. Only the standard library: no build step depends on it.
"""

import pathlib
import struct
import zlib

PROFUNDO, CELESTE = (0x17, 0x45, 0x7F), (0x49, 0x97, 0xD0)
MUESTRAS = 4  # per axis and pixel, for smooth edges
AQUI = pathlib.Path(__file__).parent


def dentro(x, y):
    """Whether a point of the unit square lies in the rounded square (margin 5 %, radius 21 %)."""
    margen, radio = 0.05, 0.21
    cerca = [max(margen + radio - v, v - (1 - margen - radio), 0) for v in (x, y)]
    return margen <= x <= 1 - margen and margen <= y <= 1 - margen and cerca[0] ** 2 + cerca[1] ** 2 <= radio**2


def png(lado):
    filas = bytearray()
    for fila in range(lado):
        filas.append(0)
        for columna in range(lado):
            puntos = []
            for i in range(MUESTRAS):
                for j in range(MUESTRAS):
                    x = (columna + (j + 0.5) / MUESTRAS) / lado
                    y = (fila + (i + 0.5) / MUESTRAS) / lado
                    if dentro(x, y):
                        puntos.append(PROFUNDO if x + y < 1 else CELESTE)
            if puntos:
                color = [round(sum(p[c] for p in puntos) / len(puntos)) for c in range(3)]
                filas += bytes([*color, round(255 * len(puntos) / MUESTRAS**2)])
            else:
                filas += bytes(4)

    def trozo(tipo, datos):
        return struct.pack(">I", len(datos)) + tipo + datos + struct.pack(">I", zlib.crc32(tipo + datos))

    cabecera = struct.pack(">IIBBBBB", lado, lado, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + trozo(b"IHDR", cabecera) + trozo(b"IDAT", zlib.compress(bytes(filas), 9)) + trozo(b"IEND", b"")
    )


def ico(lados):
    imagenes = [png(lado) for lado in lados]
    posicion = 6 + 16 * len(lados)
    indice = struct.pack("<HHH", 0, 1, len(lados))
    for lado, imagen in zip(lados, imagenes):
        indice += struct.pack("<BBBBHHII", lado % 256, lado % 256, 0, 0, 1, 32, len(imagen), posicion)
        posicion += len(imagen)
    return indice + b"".join(imagenes)


for nombre, lado in [("32x32.png", 32), ("128x128.png", 128), ("128x128@2x.png", 256), ("icon.png", 512)]:
    (AQUI / nombre).write_bytes(png(lado))
(AQUI / "icon.ico").write_bytes(ico([16, 24, 32, 48, 64, 256]))
