using System.Buffers.Binary;
using System.Text;

namespace Atom.OAuth.State;

/// <summary>
/// The encrypted part: one byte of flags, 16 of nonce, 8 each for issue and expiry (UTC ticks), 32 for the binding's hash if there is one,
/// then user, tenant, redirect path, code verifier and data, each prefixed with its length in two bytes. A version without one of the flags
/// rejects states that have it.
/// </summary>
internal sealed class StatePayload
{
    public const int NonceLength = 16;

    /// <summary>The maximum length of a text, in bytes of UTF-8.</summary>
    public const int LongestText = 4096;

    /// <summary>
    /// The maximum length of the data, in bytes of UTF-8: with the longest ids and path, the entry stays within the store's limit of 16 KiB.
    /// </summary>
    public const int LongestData = 2048;

    private const int FixedLength = 1 + NonceLength + 8 + 8;
    private const int HashLength = 32;

    // Invalid UTF-16 would come back as a different text.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    [Flags]
    private enum Parts : byte
    {
        None = 0,
        User = 1,
        Tenant = 2,
        Browser = 4,
        CodeVerifier = 8,
        Reference = 16,
        Data = 32,
        All = 63,
    }

    public byte[] Nonce { get; set; } = [];

    public DateTimeOffset IssuedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public string? UserId { get; set; }

    public string? TenantId { get; set; }

    public string RedirectPath { get; set; } = string.Empty;

    public byte[]? BindingHash { get; set; }

    public string? CodeVerifier { get; set; }

    public string? Data { get; set; }

    public StateOwner Owner => new(TenantId, UserId);

    /// <summary>Gets or sets a value indicating whether this was stored under a reference, and so is not valid as a state by itself.</summary>
    public bool IsReference { get; set; }

    /// <summary>Determines whether a text survives the round trip.</summary>
    public static bool IsWritable(string text, int longest = LongestText)
    {
        try
        {
            return text.Length <= longest && Utf8.GetByteCount(text) <= longest;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    public int Length =>
        FixedLength + (BindingHash?.Length ?? 0)
        + TextLength(UserId) + TextLength(TenantId) + TextLength(RedirectPath) + TextLength(CodeVerifier) + TextLength(Data);

    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        Span<byte> rest = bytes;
        rest[0] = (byte)((UserId is null ? Parts.None : Parts.User) | (TenantId is null ? Parts.None : Parts.Tenant)
            | (BindingHash is null ? Parts.None : Parts.Browser) | (CodeVerifier is null ? Parts.None : Parts.CodeVerifier)
            | (IsReference ? Parts.Reference : Parts.None) | (Data is null ? Parts.None : Parts.Data));
        Nonce.CopyTo(rest.Slice(1));
        BinaryPrimitives.WriteInt64LittleEndian(rest.Slice(1 + NonceLength), IssuedAt.UtcTicks);
        BinaryPrimitives.WriteInt64LittleEndian(rest.Slice(1 + NonceLength + 8), ExpiresAt.UtcTicks);
        BindingHash?.CopyTo(rest.Slice(FixedLength));
        var position = FixedLength + (BindingHash?.Length ?? 0);
        Write(UserId);
        Write(TenantId);
        Write(RedirectPath);
        Write(CodeVerifier);
        Write(Data);
        return bytes;

        void Write(string? text)
        {
            if (text is not null)
            {
                var length = Utf8.GetBytes(text, 0, text.Length, bytes, position + 2);
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(position), (ushort)length);
                position += 2 + length;
            }
        }
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote; otherwise returns <see langword="null"/>.</summary>
    public static StatePayload? TryRead(byte[] bytes)
    {
        if (bytes.Length < FixedLength || (bytes[0] & ~(int)Parts.All) != 0)
        {
            return null;
        }

        var parts = (Parts)bytes[0];
        var position = FixedLength;
        StatePayload payload = new() { IsReference = (parts & Parts.Reference) != 0, Nonce = bytes.AsSpan(1, NonceLength).ToArray() };
        var issued = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(1 + NonceLength));
        var expires = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(1 + NonceLength + 8));
        if (!IsTime(issued) || !IsTime(expires))
        {
            return null;
        }

        payload.IssuedAt = new DateTimeOffset(issued, TimeSpan.Zero);
        payload.ExpiresAt = new DateTimeOffset(expires, TimeSpan.Zero);
        if ((parts & Parts.Browser) != 0)
        {
            if (bytes.Length - position < HashLength)
            {
                return null;
            }

            payload.BindingHash = bytes.AsSpan(position, HashLength).ToArray();
            position += HashLength;
        }

        payload.UserId = (parts & Parts.User) != 0 ? Read() : null;
        payload.TenantId = (parts & Parts.Tenant) != 0 ? Read() : null;
        payload.RedirectPath = Read();
        payload.CodeVerifier = (parts & Parts.CodeVerifier) != 0 ? Read() : null;
        payload.Data = (parts & Parts.Data) != 0 ? Read() : null;
        return position == bytes.Length ? payload : null;

        // Reading past the end also moves the position there, so that the final length check fails.
        string Read()
        {
            var start = position + 2;
            var length = start <= bytes.Length ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(position)) : 0;
            position = start + length;
            return position <= bytes.Length ? Encoding.UTF8.GetString(bytes, start, length) : string.Empty;
        }
    }

    private static bool IsTime(long ticks) => ticks >= 0 && ticks <= DateTime.MaxValue.Ticks;

    private static int TextLength(string? text) => text is null ? 0 : 2 + Utf8.GetByteCount(text);
}
