namespace Atom.OAuth.Tests.Support;

/// <summary>The way in which a body is delivered.</summary>
public enum Delivery
{
    /// <summary>Loaded into memory, as HttpClient does by default.</summary>
    Buffered,

    /// <summary>From a stream, all bytes at once.</summary>
    Streamed,

    /// <summary>From a stream, one byte per read.</summary>
    ByteByByte,

    /// <summary>From a stream whose reads never complete synchronously.</summary>
    Late,
}
