using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.State;

/// <summary>Encrypts and decrypts with Data Protection, with the purposes <c>Atom.OAuth.State</c>, <c>v1</c> and the provider's id.</summary>
internal sealed class StateSeal
{
    // Limited, because providers may come from a route, with arbitrary values.
    private const int MostCached = 64;

    // The header of Data Protection's format: four magic bytes, then the key id.
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

    /// <summary>Decrypts a state of whichever provider it claims. If it succeeds, the state is genuine, including the provider.</summary>
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
            // A damaged state says nothing about keys. If the key is missing, both the state and the exception have its id.
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
