using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Atom.OAuth.Endpoints;

/// <summary>
/// Stores which connection a flow reauthorizes, from connect to callback: in the state store, under the state's hash, encrypted.
/// </summary>
internal sealed class ReauthorizationNotes(IOAuthStateStore store, IDataProtectionProvider dataProtection)
{
    private readonly IDataProtector _protector = dataProtection.CreateProtector("Atom.OAuth.Connections", "reauthorization", "v1");

    public async Task AddAsync(string state, string connectionId, DateTimeOffset expiresAt, CancellationToken cancellationToken)
        => await store.TryAddAsync(Key(state), _protector.Protect(connectionId), expiresAt, cancellationToken).ConfigureAwait(false);

    public async Task<string?> FindAsync(string state, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(Key(state), cancellationToken).ConfigureAwait(false) is not { } value)
        {
            return null;
        }

        try
        {
            return _protector.Unprotect(value);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Key(string state) => "reauthorize." + Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(state)));
}
