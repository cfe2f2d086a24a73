using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.State;

/// <summary>Encrypts and decrypts with Data Protection, under the purposes <c>Atom.OAuth.State</c>, <c>v1</c> and the provider's id.</summary>
internal sealed class StateSeal
{
    // Providers can come from a route, where anybody can write anything.
    private const int MostCached = 64;

    // What Data Protection writes first: four bytes that mark its format, then the key's id.
    private const int MagicLength = 4;
    private const int KeyIdLength = 16;

    private readonly ConcurrentDictionary<string, IDataProtector> _protectors = new(StringComparer.Ordinal);
    private readonly IDataProtectionProvider _root;
    private readonly ILogger _logger;

    public StateSeal(IDataProtectionProvider dataProtection, ILogger logger)
    {
        _root = dataProtection;
        _logger = logger;
    }

    public string Protect(string provider, StatePayload payload) => StateFormat.Join(provider, Protector(provider).Protect(payload.ToBytes()));

    /// <summary>Opens a state of whichever provider it claims to be of. What comes out is genuine, the provider included.</summary>
    public StatePayload? TryOpen(string text, out string provider)
        => StateFormat.TrySplit(text, out provider, out var encrypted) && TryUnprotect(Protector(provider), provider, encrypted) is { } bytes
            ? StatePayload.TryRead(bytes)
            : null;

    public byte[] ProtectOutcome(string provider, byte[] outcome) => OutcomeProtector(provider).Protect(outcome);

    public byte[]? TryOpenOutcome(string provider, byte[] encrypted) => TryUnprotect(OutcomeProtector(provider), provider, encrypted);

    private IDataProtector OutcomeProtector(string provider) => Protector(provider).CreateProtector("outcome-2");

    private IDataProtector Protector(string provider)
    {
        if (_protectors.TryGetValue(provider, out var protector))
        {
            return protector;
        }

        protector = _root.CreateProtector("Atom.OAuth.State", "v1", provider);
        return _protectors.Count < MostCached ? _protectors.GetOrAdd(provider, protector) : protector;
    }

    private byte[]? TryUnprotect(IDataProtector protector, string provider, byte[] encrypted)
    {
        try
        {
            return protector.Unprotect(encrypted);
        }
        catch (CryptographicException exception)
        {
            // A damaged state says nothing about keys. One whose key is missing names the key, and so does the exception.
            if (encrypted.Length > MagicLength + KeyIdLength)
            {
                var keyId = new Guid(encrypted.AsSpan(MagicLength, KeyIdLength).ToArray()).ToString();
                if (exception.Message.Contains(keyId))
                {
                    StateLog.KeyUnavailable(_logger, StateLog.Name(provider), keyId);
                }
            }

            return null;
        }
    }
}
