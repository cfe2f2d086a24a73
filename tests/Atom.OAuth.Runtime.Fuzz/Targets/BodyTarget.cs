using System.Net;
using System.Text.Json;

namespace Atom.OAuth.Fuzz.Targets;

/// <summary>The HTML check and the safe read.</summary>
internal sealed class BodyTarget : IFuzzTarget
{
    // Two names of 60 characters, a title of 100, and a hint.
    private const int LongestMessage = 500;

    private readonly ResponseMaker _maker = new();

    public string Name => "body";

    public string Input => _maker.Description;

    public long Interesting { get; private set; }

    public void Run(Rng rng)
    {
        _maker.Mutate(rng);
        var provider = rng.Pick(Corpus.Providers);
        using var response = _maker.Make(rng);
        var result = response.CheckHtmlResponseAsync(provider).AsTask().GetAwaiter().GetResult();
        Oracles.CheckText(result.Error, LongestMessage, _maker.Secret);
        Oracles.CheckText(result.Title, 101, _maker.Secret);
        Oracles.Require(
            result.IsHtml == result.Kind is ResponseBodyKind.Html or ResponseBodyKind.RedirectedToPage,
            $"{result.Kind}, but IsHtml is {result.IsHtml}");
        CheckKind(result.Kind);
        try
        {
            var value = response.ReadOAuthJsonAsync<JsonElement>(provider).GetAwaiter().GetResult();
            Oracles.Require(!result.IsHtml, $"A page was read as JSON: {value.ValueKind}");
            Interesting++;
        }
        catch (OAuthResponseException exception)
        {
            Oracles.CheckText(exception.Message, LongestMessage, _maker.Secret);
            Oracles.CheckText(exception.Provider, 61, secret: null);
            Oracles.Require(exception.Kind != ResponseBodyKind.Json, "An exception of kind Json");
            Oracles.Require(!result.IsHtml || exception.Kind == result.Kind, $"The check says {result.Kind}, the read {exception.Kind}");
        }
    }

    public void Finish()
    {
    }

    public void Dispose()
    {
    }

    /// <summary>Checks what the first bytes alone determine, independently of the library's parsing.</summary>
    private void CheckKind(ResponseBodyKind kind)
    {
        var isDecidedByStatus = (HttpStatusCode)_maker.Status is HttpStatusCode.NoContent or HttpStatusCode.NotModified
            || kind == ResponseBodyKind.RedirectedToPage;
        if (isDecidedByStatus || _maker.Coding is not null)
        {
            return;
        }

        ReadOnlySpan<byte> start = _maker.Body;
        start = (start.StartsWith("\uFEFF"u8) ? start[3..] : start).TrimStart(" \t\r\n"u8);
        if (start.StartsWith("<!DOCTYPE html>"u8) || start.StartsWith("<html>"u8))
        {
            Oracles.Require(kind == ResponseBodyKind.Html, $"A page is said to be {kind}");
        }

        if (start.Length > 1 && start[0] == '{' && start[1..].TrimStart(" \t\r\n"u8) is [(byte)'"' or (byte)'}', ..])
        {
            Oracles.Require(kind == ResponseBodyKind.Json, $"An object is said to be {kind}");
        }
    }
}
