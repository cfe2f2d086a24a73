using System.IO.Compression;
using System.Net;
using System.Text;
using Atom.OAuth.Tests.Support;

namespace Atom.OAuth.Fuzz;

/// <summary>Generates responses with a mutated body, and random content types, encodings and chunks.</summary>
internal sealed class ResponseMaker
{
    private static readonly string[] Headers = ["Retry-After", "WWW-Authenticate", "x-request-id", "cf-ray", "Location", "X-RateLimit-Reset-After"];

    private static readonly string[] HeaderValues =
    [
        "30", "-1", "NaN", "1e400", "Mon, 23 Nov 2026 12:02:00 GMT", "9999-12-31T23:59:59Z", "0001-01-01",
        "Bearer error=\"invalid_token\", error_description=\"a\\\"b\"", "Bearer error=", "Bearer error=\"",
        "Bearer error=invalid_grant, error_uri=\"https://x.example/", "/login", "http://[", "é", "\u0001", "a b", new string('7', 200), "Basic",
    ];

    private readonly Mutator _mutator = new();

    /// <summary>Gets the body that is sent.</summary>
    public byte[] Body { get; private set; } = [];

    /// <summary>Gets the body before compression.</summary>
    public byte[] Plain { get; private set; } = [];

    /// <summary>Gets a value indicating whether the compressed bytes were changed, so the result of decompression is unknown.</summary>
    public bool IsDamaged { get; private set; }

    public string? ContentType { get; private set; }

    public string? Coding { get; private set; }

    public int Status { get; private set; }

    public string? HeaderLine { get; private set; }

    /// <summary>Gets the part of the planted secret that must not appear, or <see langword="null"/> if there is none.</summary>
    public string? Secret { get; private set; }

    /// <summary>Gets a description that reproduces the input.</summary>
    public string Description
        => $"status {Status}, type {ContentType ?? "-"}, coding {Coding ?? "-"}, header {HeaderLine ?? "-"}\nbase64 {Convert.ToBase64String(Body)}\ntext {Encoding.UTF8.GetString(Body)}";

    public void Mutate(Rng rng)
    {
        _mutator.Start(rng);
        Secret = null;
        if (rng.OneIn(3))
        {
            (var text, Secret) = rng.Pick(Secrets.All);
            _mutator.Plant(rng, text);
        }

        Plain = _mutator.Body.ToArray();
        Status = rng.OneIn(2) ? 200 : rng.Pick(Corpus.Statuses);
        ContentType = rng.OneIn(2) ? "application/json" : rng.Pick(Corpus.ContentTypes);
        Coding = rng.OneIn(6) ? rng.Pick(Corpus.Codings) : null;
        HeaderLine = rng.OneIn(4) ? rng.Pick(Headers) + ": " + rng.Pick(HeaderValues) : null;
        IsDamaged = false;
        Body = rng.OneIn(4) ? Reencode(rng) : Plain;
        Secret = IsDamaged ? null : Secret;
    }

    public HttpResponseMessage Make(Rng rng)
    {
        HttpContent content = rng.Below(64) switch
        {
            < 32 => new ByteArrayContent(Body),
            < 63 => new ConnectionContent(new ForwardStream(Body, [1 + rng.Below(40), 1 + rng.Below(400), 1 + rng.Below(5000)])),
            _ => new ConnectionContent(new ForwardStream(Body, [1 + rng.Below(400)], late: true)),
        };
        HttpResponseMessage response = new((HttpStatusCode)Status) { Content = content };
        if (ContentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        }

        if (Coding is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Encoding", Coding);
        }

        if (HeaderLine is not null)
        {
            var colon = HeaderLine.IndexOf(':', StringComparison.Ordinal);
            response.Headers.TryAddWithoutValidation(HeaderLine[..colon], HeaderLine[(colon + 2)..]);
        }

        return response;
    }

    /// <summary>Compresses the body according to its Content-Encoding, occasionally with damage, or encodes it in another character set.</summary>
    private byte[] Reencode(Rng rng)
    {
        using MemoryStream target = new();
        using Stream? coder = Coding switch
        {
            "gzip" => new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(target, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(target, CompressionLevel.Fastest, leaveOpen: true),
            _ => null,
        };
        if (coder is null)
        {
            var encoding = rng.Below(4) switch { 0 => Encoding.BigEndianUnicode, 1 => Encoding.UTF32, 2 => Encoding.Latin1, _ => Encoding.Unicode };
            var text = encoding.GetBytes(Encoding.UTF8.GetString(Plain));
            return rng.OneIn(2) ? text : [.. encoding.Preamble, .. text];
        }

        coder.Write(Plain);
        coder.Dispose();
        var compressed = target.ToArray();
        if (compressed.Length > 0 && rng.OneIn(4))
        {
            IsDamaged = true;
            compressed[rng.Below(compressed.Length)] ^= (byte)(1 << rng.Below(8));
        }

        return rng.OneIn(8) ? compressed[..rng.Below(compressed.Length + 1)] : compressed;
    }
}
