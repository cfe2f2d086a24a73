namespace Atom.OAuth.Tests.Support;

/// <summary>How a body reaches its reader.</summary>
public enum Delivery
{
    /// <summary>Loaded into memory, as HttpClient does by default.</summary>
    Buffered,

    /// <summary>From a stream, all bytes at once.</summary>
    Streamed,

    /// <summary>From a stream, one byte a read.</summary>
    ByteByByte,

    /// <summary>From a stream whose reads never complete at once.</summary>
    Late,
}
