using Atom.OAuth.Analyzers.Callbacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.States;

/// <summary>A parameter of a request and its value.</summary>
/// <param name="Value">The value; null if it is part of a literal.</param>
/// <param name="Node">Where the value is set.</param>
/// <param name="Text">The text after the key, up to the next parameter.</param>
internal sealed record GivenParameter(ExpressionSyntax? Value, SyntaxNode Node, string Text = "");

/// <summary>The parameters of one URL, one collection or one object.</summary>
internal sealed class RequestParts
{
    public RequestParts(SyntaxNode node, bool isText, bool standsAlone)
    {
        Node = node;
        IsText = isText;
        StandsAlone = standsAlone;
    }

    /// <summary>The first occurrence of the text or collection.</summary>
    public SyntaxNode Node { get; }

    public bool IsText { get; }

    /// <summary>The variable that holds it, as written in source.</summary>
    public string Carrier { get; init; } = "";

    /// <summary>Nothing else in the function contributes to it, for example an anonymous object.</summary>
    public bool StandsAlone { get; }

    public Dictionary<string, GivenParameter> Parameters { get; } = new(StringComparer.Ordinal);

    /// <summary>It contains the URL or the name of an authorization endpoint.</summary>
    public bool HasEndpoint { get; set; }

    /// <summary>The parameters follow the URL of an authorization endpoint, or a constant that holds one.</summary>
    public bool IsSentToEndpoint { get; set; }

    /// <summary>It goes to another endpoint, such as token or logout.</summary>
    public bool HasOtherEndpoint { get; set; }

    /// <summary>It starts with a path: a page of the application itself.</summary>
    public bool IsOwnPage { get; set; }

    /// <summary>
    /// It starts with the name of a page, relative to the current one: <c>Done?state=1</c>. With a client or a redirect URI, a base address may
    /// precede it nevertheless.
    /// </summary>
    public bool IsRelativePage { get; set; }

    /// <summary>The text is a complete URL, and nothing is appended to it.</summary>
    public bool IsWhole { get; set; }

    /// <summary>The URL of a page that is not an authorization endpoint, without parameters of an authorization request.</summary>
    public bool IsOtherPath => HasPath && !HasEndpoint && RequestKeys == 0;

    /// <summary>A path precedes the parameters.</summary>
    public bool HasPath { get; set; }

    /// <summary>A token exchange, a logout, a pushed request or a request for a PIN.</summary>
    public bool IsOther =>
        HasOtherEndpoint || IsOwnPage || (IsRelativePage && !HasEndpoint && RequestKeys == 0) || AsksForAnotherAnswer || Parameters.Keys.Any(IsOtherKey);

    /// <summary>
    /// There is no redirect URI to respond to, as with <c>response_type=ecobeePin</c>; with one, the response type may be a provider's own.
    /// </summary>
    private bool AsksForAnotherAnswer =>
        Parameters.TryGetValue(RequestNames.ResponseType, out var asked)
        && (asked.Value is null ? asked.Text : (asked.Value as LiteralExpressionSyntax)?.Token.ValueText) is { Length: > 0 } answer
        && answer.All(char.IsLetter)
        && !Parameters.ContainsKey(RequestNames.RedirectUri)
        && !RequestNames.Answers.Matches(answer);

    public int RequestKeys => Parameters.Keys.Count(RequestNames.IsRequestKey);

    /// <summary>It is recognizable as an authorization request without further context.</summary>
    public bool IsRequest =>
        !IsOther && (RequestKeys >= 2
            || (RequestKeys == 1
                && ((HasEndpoint && !Parameters.ContainsKey(RequestNames.ResponseType))
                    || (Parameters.ContainsKey(StateNames.State) && Parameters.Keys.Any(RequestNames.IsConsentKey))))
            || (Parameters.ContainsKey(StateNames.State) && Parameters.ContainsKey(RequestNames.CodeChallenge)));

    /// <summary>
    /// Some clients send their secret to the authorization endpoint, which does not require it. The endpoint, or <c>response_type</c>, which no
    /// token request has, shows that it is still an authorization request.
    /// </summary>
    private bool IsOtherKey(string key) =>
        RequestNames.IsOtherRequestKey(key)
        && !(key == RequestNames.ClientSecret && (IsSentToEndpoint || Parameters.ContainsKey(RequestNames.ResponseType)));

    public void Give(string key, GivenParameter parameter)
    {
        if (!Parameters.ContainsKey(key))
        {
            Parameters.Add(key, parameter);
        }
    }
}
