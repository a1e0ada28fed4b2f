"""A certificate authority for tests, by the openssl command line: it signs, and revokes."""

import subprocess


def openssl(*arguments, **options):
    return subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True, text=True, **options)


class Authority:
    def __init__(self, folder, name):
        folder.mkdir()
        self.folder, self.cert, self.crl = folder, folder / "ca.pem", folder / "crl.pem"
        (folder / "index.txt").touch()
        (folder / "crlnumber").write_text("01\n")
        self.config = folder / "ca.cnf"
        self.config.write_text(
            f"[ca]\ndefault_ca=x\n[x]\ndatabase={folder}/index.txt\nserial={folder}/serial\ncrlnumber={folder}/crlnumber\n"
            f"new_certs_dir={folder}\ndefault_md=sha256\npolicy=p\ncertificate={self.cert}\nprivate_key={folder}/ca.key\n"
            "[p]\ncommonName=supplied\n"
        )
        openssl("req", "-x509", "-nodes", "-days", 60, "-subj", f"/CN={name}", "-newkey", "ec", "-pkeyopt",
                "ec_paramgen_curve:prime256v1", "-keyout", folder / "ca.key", "-out", self.cert)  # fmt: skip
        self.publish()

    def issue(self, name, hosts=(), days=60, key_options=(), start=None):
        """(certificate, key) made out to `name`, and to hosts."""
        key, request, cert = (self.folder / f"{name}.{kind}" for kind in ("key", "csr", "pem"))
        openssl("req", "-new", "-nodes", "-subj", f"/CN={name}", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                "-keyout", key, "-out", request)  # fmt: skip
        names = ",".join(f"DNS:{host}" for host in hosts)
        extensions = self.folder / f"{name}.ext"
        extensions.write_text(f"subjectAltName={names}\n" if names else "basicConstraints=CA:FALSE\n")
        openssl("ca", "-batch", "-config", self.config, "-days", days, "-rand_serial", "-in", request, "-out", cert, "-notext",
                "-extfile", extensions, *key_options)  # fmt: skip
        return cert, key

    def revoke(self, cert):
        openssl("ca", "-config", self.config, "-revoke", cert)
        self.publish()

    def respond(self, cert, days=1):
        """What OCSP says of it, in DER, beside it."""
        request, made = cert.with_suffix(".ocspreq"), cert.with_suffix(".ocsp")
        openssl("ocsp", "-issuer", self.cert, "-cert", cert, "-no_nonce", "-reqout", request)
        openssl("ocsp", "-index", self.folder / "index.txt", "-CA", self.cert, "-rsigner", self.cert, "-rkey", self.folder / "ca.key",
                "-reqin", request, "-respout", made, "-ndays", days)  # fmt: skip
        return made.read_bytes()

    def publish(self, *options):
        """A new revocation list, in the place of the old one."""
        fresh = self.folder / "crl.new"
        openssl("ca", "-config", self.config, "-gencrl", *(options or ("-crldays", 7)), "-out", fresh)
        fresh.rename(self.crl)
