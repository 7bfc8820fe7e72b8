"""
Makes resources/atmosphere/aerosol-*.csv: what aerosol of two fixed models adds to a molecular atmosphere.

Mie scattering (Bohren and Huffman 1983) by the components of WMO (1986) in the volume mixtures of the continental and
maritime models; radiative transfer without polarisation by adding and doubling in Fourier modes (Hansen and Travis
1974), delta-M with exact single scattering (Nakajima and Tanaka 1988); molecules with a scale height of 8 km, aerosol
of 2 km. Needs NumPy. Usage: python3 scripts/aerosol-tables.py <folder>
"""
import sys
import numpy as np

WAVELENGTHS = [0.412, 0.443, 0.49, 0.56, 0.665, 0.75, 0.865, 1.0, 1.24, 1.61, 2.2]
AODS = [0.05, 0.1, 0.2, 0.4, 0.8, 1.2]
SUN = [0, 15, 30, 40, 50, 60, 70]
VIEW = [0, 15, 30, 45, 60]
AZIMUTH = [0, 30, 60, 90, 120, 150, 180]
SCATTERING = list(range(42, 183, 3))[:47]
ANGLES = [0, 10, 20, 30, 40, 50, 60, 65, 70]

AT = [0.4, 0.488, 0.515, 0.55, 0.633, 0.694, 0.86, 1.536, 2.25]
# Mean radius (um), sigma, n and k at AT.
COMPONENTS = {
    'dust': (0.5, 2.99, [1.53] * 6 + [1.52, 1.40, 1.22], [8e-3] * 8 + [9e-3]),
    'water-soluble': (0.005, 2.99, [1.53] * 6 + [1.52, 1.51, 1.42],
                      [5e-3, 5e-3, 5e-3, 6e-3, 6e-3, 7e-3, 1.2e-2, 2.3e-2, 1e-2]),
    'oceanic': (0.3, 2.51, [1.385, 1.382, 1.381, 1.381, 1.377, 1.376, 1.372, 1.359, 1.334],
                [9.9e-9, 6.41e-9, 3.7e-9, 4.26e-9, 1.62e-8, 5.04e-8, 1.09e-6, 2.43e-4, 8.5e-4]),
    'soot': (0.0118, 2.0, [1.75] * 7 + [1.77, 1.81], [0.46, 0.45, 0.45, 0.44, 0.43, 0.43, 0.43, 0.46, 0.5]),
}
MODELS = {
    'continental': {'dust': 0.7, 'water-soluble': 0.29, 'soot': 0.01},
    'maritime': {'oceanic': 0.95, 'water-soluble': 0.05},
}


# Path reflectance by aerosol against 6SV 1.1 (189 geometries a model and wavelength): it is multiplied by
# a + b x + c x^2, x = (scattering angle - 130) / 40, which leaves 0.0012 at most.
ADJUST_AT = [0.49, 0.56, 0.66, 0.84]
ADJUST = {
    'continental': [[0.904, -0.014, 0.025], [0.920, 0.000, 0.036], [0.934, 0.015, 0.052], [1.007, 0.069, 0.091]],
    'maritime': [[1.024, -0.026, 0.005], [1.014, -0.036, -0.022], [1.017, -0.022, -0.012], [0.998, -0.013, 0.010]],
}


def adjustment(name, um, angle):
    a, b, c = (np.interp(np.log(um), np.log(ADJUST_AT), [row[k] for row in ADJUST[name]]) for k in range(3))
    x = (np.clip(angle, 80, 180) - 130) / 40
    return a + b * x + c * x ** 2


def rayleigh_tau(um):
    """Bodhaine et al. 1999, equation 30, at 1013.25 hPa."""
    a, b = um ** -2, um ** 2
    return 0.0021520 * (1.0455996 - 341.29061 * a - 0.90230850 * b) / (1 + 0.0027059889 * a - 85.968563 * b)


def mie(x, m, mu):
    """Extinction and scattering efficiency, and the phase function without its norm, |S1|^2 + |S2|^2."""
    last = int(x + 4.05 * x ** (1 / 3) + 2)
    down = int(max(last, abs(m) * x) + 16)
    d = np.zeros(down + 1, complex)
    z = m * x
    for n in range(down, 0, -1):
        d[n - 1] = n / z - 1 / (d[n] + n / z)
    psi0, psi1, chi0, chi1 = np.cos(x), np.sin(x), -np.sin(x), np.cos(x)
    a, b = np.zeros(last + 1, complex), np.zeros(last + 1, complex)
    for n in range(1, last + 1):
        psi = (2 * n - 1) * psi1 / x - psi0
        chi = (2 * n - 1) * chi1 / x - chi0
        xi, xi1 = psi - 1j * chi, psi1 - 1j * chi1
        ta, tb = d[n] / m + n / x, d[n] * m + n / x
        a[n] = (ta * psi - psi1) / (ta * xi - xi1)
        b[n] = (tb * psi - psi1) / (tb * xi - xi1)
        psi0, psi1, chi0, chi1 = psi1, psi, chi1, chi
    n = np.arange(1, last + 1)
    qext = 2 / x ** 2 * np.sum((2 * n + 1) * (a[1:] + b[1:]).real)
    qsca = 2 / x ** 2 * np.sum((2 * n + 1) * (abs(a[1:]) ** 2 + abs(b[1:]) ** 2))
    pi, tau = ANGULAR[0][: last + 1], ANGULAR[1][: last + 1]
    f = (2 * n + 1) / (n * (n + 1))
    s1 = (f * a[1:]) @ pi[1:] + (f * b[1:]) @ tau[1:]
    s2 = (f * a[1:]) @ tau[1:] + (f * b[1:]) @ pi[1:]
    return qext, qsca, abs(s1) ** 2 + abs(s2) ** 2


def angular(mu, last):
    pi, tau = np.zeros((last + 1, len(mu))), np.zeros((last + 1, len(mu)))
    pi[1] = 1
    for n in range(1, last + 1):
        if n > 1:
            pi[n] = ((2 * n - 1) * mu * pi[n - 1] - n * pi[n - 2]) / (n - 1)
        tau[n] = n * mu * pi[n] - (n + 1) * pi[n - 1]
    return pi, tau


MU, WEIGHT = np.polynomial.legendre.leggauss(400)
ANGULAR = angular(MU, 720)


def component(name, um):
    radius, sigma, n, k = COMPONENTS[name]
    m = np.interp(um, AT, n) + 1j * np.exp(np.interp(um, AT, np.log(k)))
    low, high = max(1e-3, radius * np.exp(-5 * np.log(sigma))), min(600 * um / (2 * np.pi), radius * np.exp(4.7 * np.log(sigma)))
    r = np.geomspace(low, high, 260)
    dn = np.exp(-0.5 * (np.log(r / radius) / np.log(sigma)) ** 2) / (np.sqrt(2 * np.pi) * np.log(sigma))
    step = np.log(r[1] / r[0])
    volume = np.sum(dn * 4 / 3 * np.pi * r ** 3) * step
    ext = sca = 0
    phase = np.zeros(len(MU))
    for radius_i, number in zip(r, dn):
        x = 2 * np.pi * radius_i / um
        qe, qs, p = mie(x, m.real + 1j * m.imag, MU)
        area = np.pi * radius_i ** 2
        ext += number * qe * area * step
        sca += number * qs * area * step
        phase += number * p * step * area / x ** 2
    return ext / volume, sca / volume, phase / volume


def model(name, um):
    parts = [(share, *component(c, um)) for c, share in MODELS[name].items()]
    ext = sum(v * e for v, e, _, _ in parts)
    sca = sum(v * s for v, _, s, _ in parts)
    phase = sum(v * p for v, _, _, p in parts)
    return ext, sca / ext, phase * 2 / np.sum(WEIGHT * phase)


STREAMS = 16
TERMS = 2 * STREAMS
x, w = np.polynomial.legendre.leggauss(STREAMS)
NODES = np.concatenate([(x + 1) / 2, np.cos(np.radians(sorted(set(SUN + VIEW + ANGLES))))])
EXTRA = sorted(set(SUN + VIEW + ANGLES))
NODES = np.minimum(NODES, 1 - 1e-9)
W = np.concatenate([w / 2, np.zeros(len(EXTRA))])
C = 2 * NODES * W


def legendre(modes, terms, mu):
    """Associated Legendre functions times sqrt((l-m)!/(l+m)!), [m][l][mu]."""
    p = np.zeros((modes, terms, len(mu)))
    top = np.ones(len(mu))
    for m in range(modes):
        if m > 0:
            top = top * np.sqrt((2 * m - 1) / (2 * m)) * np.sqrt(1 - mu ** 2)
        p[m][m] = top
        if m + 1 < terms:
            p[m][m + 1] = mu * np.sqrt(2 * m + 1) * top
        for l in range(m + 2, terms):
            p[m][l] = ((2 * l - 1) * mu * p[m][l - 1] - np.sqrt((l - 1) ** 2 - m ** 2) * p[m][l - 2]) / np.sqrt(l ** 2 - m ** 2)
    return p


MODES = 24
PLUS = legendre(MODES, TERMS, NODES)
SIGN = np.array([[(-1) ** (l + m) for l in range(TERMS)] for m in range(MODES)])


def phases(chi):
    """Of transmission and reflection, [m][i][j]."""
    c = (2 * np.arange(TERMS) + 1) * chi
    t = np.einsum('mli,l,mlj->mij', PLUS, c, PLUS)
    r = np.einsum('mli,ml,mlj->mij', PLUS, c * SIGN, PLUS)
    return t, r


def layer(tau, omega, chi):
    """R and T of a homogeneous layer by doubling."""
    pt, pr = phases(chi)
    doublings = max(0, int(np.ceil(np.log2(max(tau, 1e-12) / 2e-5))))
    d = tau / 2 ** doublings
    mi, mj = NODES[:, None], NODES[None, :]
    r = omega / (4 * (mi + mj)) * (1 - np.exp(-d * (1 / mi + 1 / mj))) * pr
    diff = np.where(abs(mi - mj) < 1e-7, 1, mi - mj)
    t = np.where(abs(mi - mj) < 1e-7, d / mi ** 2 * np.exp(-d / mi), (np.exp(-d / mi) - np.exp(-d / mj)) / diff) * omega / 4 * pt
    e = np.exp(-d / NODES)
    for _ in range(doublings):
        r, t = add(r, t, r, t, e, e, r, t)
        e = e * e
    return r, t, e


def add(ra, ta, rb, tb, ea, eb, ra_below, ta_below):
    """R and T from above of layer a over layer b."""
    q = (ra_below * C) @ rb
    s = np.linalg.solve(np.eye(len(C)) - q * C, q)
    d = ta + (s * C) @ ta + s * ea
    u = (rb * C) @ d + rb * ea
    r = ra + ea[:, None] * u + (ta_below * C) @ u
    t = eb[:, None] * d + tb * ea + (tb * C) @ d
    return r, t


def atmosphere(layers):
    """R and T from above and R from below of layers from the top, each (tau, omega, chi)."""
    r = t = e = rb = tb = None
    for tau, omega, chi in layers:
        r2, t2, e2 = layer(tau, omega, chi)
        if r is None:
            r, t, e, rb, tb = r2, t2, e2, r2, t2
            continue
        top = add(r, t, r2, t2, e, e2, rb, tb)
        bottom = add(r2, t2, rb, tb, e2, e, r2, t2)
        (r, t), (rb, tb), e = top, bottom, e * e2
    return r, t, rb, e


HEIGHTS = [100, 8, 4, 2.5, 1.2, 0.5, 0]


def solve(tau_r, tau_a, omega, chi):
    """
    Path reflectance [sun][view][azimuth] without single scattering by aerosol, what times the phase function is that,
    transmittance by ANGLES, spherical albedo.
    """
    f = chi[TERMS] if tau_a else 0
    chi_m = (chi[:TERMS] - f) / (1 - f)
    tau_m, omega_m = (1 - f * omega) * tau_a, omega * (1 - f) / (1 - f * omega)
    chi_r = np.zeros(TERMS)
    chi_r[0], chi_r[2] = 1, 0.1 * (1 - 0.0279) / (1 + 0.0279 / 2)
    layers, exact = [], []
    for upper, lower in zip(HEIGHTS, HEIGHTS[1:]):
        share = lambda scale: np.exp(-lower / scale) - np.exp(-upper / scale) if upper < 100 else np.exp(-lower / scale)
        r, a, am = tau_r * share(8), tau_a * share(2), tau_m * share(2)
        if r + am == 0:
            continue
        scattered = r + am * omega_m
        layers.append((r + am, scattered / (r + am), (r * chi_r + am * omega_m * chi_m) / scattered))
        exact.append((r + am, a * omega, am * omega_m))
    R, T, RB, E = atmosphere(layers)
    place = lambda angle: STREAMS + EXTRA.index(angle)
    total = E + C @ T[0]
    transmittance = [total[place(a)] for a in ANGLES]
    albedo = C @ RB[0] @ C
    path, single = np.zeros((len(SUN), len(VIEW), len(AZIMUTH))), np.zeros((len(SUN), len(VIEW)))
    for i, sun in enumerate(SUN):
        for j, view in enumerate(VIEW):
            modes = R[:, place(view), place(sun)]
            mu0, mu = NODES[place(sun)], NODES[place(view)]
            for k, azimuth in enumerate(AZIMUTH):
                # Azimuth 0: sun and satellite on the same side, so that light turns back.
                phi = np.radians(180 - azimuth)
                value = modes[0] + 2 * np.sum(modes[1:] * np.cos(np.arange(1, MODES) * phi))
                cos = -mu * mu0 + np.sqrt((1 - mu ** 2) * (1 - mu0 ** 2)) * np.cos(phi)
                if tau_a:
                    # Single scattering by the truncated phase function is taken out: what is left is smooth.
                    order = np.polynomial.legendre.legval(cos, (2 * np.arange(TERMS) + 1) * chi_m)
                    above = single[i, j] = 0
                    for tau, scattered, scattered_m in exact:
                        g = 1 / mu + 1 / mu0
                        factor = np.exp(-above * g) * (1 - np.exp(-tau * g)) / (4 * (mu + mu0)) / tau
                        value -= factor * scattered_m * order
                        single[i, j] += factor * scattered
                        above += tau
                path[i, j, k] = value
    return path, single, transmittance, albedo


def scattering(sun, view):
    """Scattering angles by AZIMUTH."""
    a, b = np.radians(sun), np.radians(view)
    cos = -np.cos(a) * np.cos(b) - np.sin(a) * np.sin(b) * np.cos(np.radians(AZIMUTH))
    return np.degrees(np.arccos(np.clip(cos, -1, 1)))


def moments(phase):
    return np.array([np.sum(WEIGHT * phase * np.polynomial.legendre.legval(MU, np.eye(l + 1)[l])) / 2 for l in range(TERMS + 1)])


def main(folder):
    paths, factors, phase_rows = [], [], []
    for name in MODELS:
        ext550 = model(name, 0.55)[0]
        for um in WAVELENGTHS:
            ext, omega, phase = model(name, um)
            chi = moments(phase)
            phase_rows.append([name, um] + [f'{v:.4f}' for v in np.interp(np.cos(np.radians(SCATTERING)), MU, phase) * adjustment(name, um, np.array(SCATTERING))])
            clear, _, t0, s0 = solve(rayleigh_tau(um), 0, 0, chi)
            for aod in AODS:
                path, single, t, s = solve(rayleigh_tau(um), aod * ext / ext550, omega, chi)
                for i, sun in enumerate(SUN):
                    for j, view in enumerate(VIEW):
                        paths.append([name, um, aod, sun, view, f'{single[i, j]:.5f}'] + [f'{v:.5f}' for v in (path[i, j] - clear[i, j]) * adjustment(name, um, scattering(sun, view))])
                factors.append([name, um, aod, f'{s - s0:.5f}'] + [f'{a / b:.5f}' for a, b in zip(t, t0)])
    for file, head, rows in (
        ('aerosol-path.csv', ['model', 'wavelength_um', 'aod550', 'sun_zenith', 'view_zenith', 'single'] + [f'azimuth_{a}' for a in AZIMUTH], paths),
        ('aerosol-transmittance.csv', ['model', 'wavelength_um', 'aod550', 'spherical_albedo'] + [f'zenith_{a}' for a in ANGLES], factors),
        ('aerosol-phase.csv', ['model', 'wavelength_um'] + [f'angle_{a}' for a in SCATTERING], phase_rows),
    ):
        with open(f'{folder}/{file}', 'w') as out:
            out.write('\n'.join(','.join(map(str, row)) for row in [head] + rows) + '\n')


if __name__ == '__main__':
    main(sys.argv[1])
