#!/bin/sh
# certificates.sh PKI DIR: in DIR, keys and certificates of an authority for many clients at once, and
# for some that it would not issue; standard input has lines with the name of their files and the
# common name. They share their keys, for nobody here keeps them from each other.
set -eu
pki=$1 number=0
cd "$2"
umask 077
cp "$pki/ca.crt" .
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out client.pem
openssl pkey -in client.pem -pubout -out client.pub
openvpn --tls-crypt-v2 "$pki/tls-crypt-v2.key" --genkey tls-crypt-v2-client control.pem
printf '%s\n' basicConstraints=CA:FALSE keyUsage=digitalSignature extendedKeyUsage=clientAuth >options
while read -r file name; do
  number=$((number + 1))
  openssl x509 -new -force_pubkey client.pub -subj "/CN=$name" -set_serial "$number" -days 2 \
    -CA ca.crt -CAkey "$pki/ca.key" -extfile options -out "$file.crt"
  ln client.pem "$file.key"
  ln control.pem "$file.tls-crypt-v2.key"
done
