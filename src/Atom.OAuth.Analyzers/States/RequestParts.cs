using Atom.OAuth.Analyzers.Callbacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.States;

/// <summary>How a value is given to a parameter of a request.</summary>
/// <param name="Value">The value; null where it is part of a literal.</param>
/// <param name="Node">Where it is given.</param>
/// <param name="Text">What stands after the key in the text, up to the next parameter.</param>
internal sealed record GivenParameter(ExpressionSyntax? Value, SyntaxNode Node, string Text = "");

/// <summary>What is put into one URL, one collection, or one object.</summary>
internal sealed class RequestParts
{
    public RequestParts(SyntaxNode node, bool isText, bool standsAlone)
    {
        Node = node;
        IsText = isText;
        StandsAlone = standsAlone;
    }

    /// <summary>The text or the collection, in its first place.</summary>
    public SyntaxNode Node { get; }

    public bool IsText { get; }

    /// <summary>The variable that it is put into, as it is written.</summary>
    public string Carrier { get; init; } = "";

    /// <summary>Nothing else of the function belongs to it, as to an anonymous object.</summary>
    public bool StandsAlone { get; }

    public Dictionary<string, GivenParameter> Parameters { get; } = new(StringComparer.Ordinal);

    /// <summary>The URL of an authorization endpoint, or a name of one, stands in it.</summary>
    public bool HasEndpoint { get; set; }

    /// <summary>The URL of an authorization endpoint, or a constant that holds one, is what its parameters stand behind.</summary>
    public bool IsSentToEndpoint { get; set; }

    /// <summary>It goes to another endpoint: that of tokens, of a logout.</summary>
    public bool HasOtherEndpoint { get; set; }

    /// <summary>It starts with a path: a page of the application's own.</summary>
    public bool IsOwnPage { get; set; }

    /// <summary>The text is a URL to its end, and nothing is put on it.</summary>
    public bool IsWhole { get; set; }

    /// <summary>The URL of a page that is no authorization endpoint, without a parameter of an authorization request.</summary>
    public bool IsOtherPath => HasPath && !HasEndpoint && RequestKeys == 0;

    /// <summary>A path stands before the parameters.</summary>
    public bool HasPath { get; set; }

    /// <summary>A token exchange, a logout, a pushed request, a request for a PIN.</summary>
    public bool IsOther => HasOtherEndpoint || IsOwnPage || AsksForAnotherAnswer || Parameters.Keys.Any(IsOtherKey);

    /// <summary>Nothing comes back to a redirect URI, as with <c>response_type=ecobeePin</c>.</summary>
    private bool AsksForAnotherAnswer =>
        Parameters.TryGetValue(RequestNames.ResponseType, out var asked)
        && (asked.Value is null ? asked.Text : (asked.Value as LiteralExpressionSyntax)?.Token.ValueText) is { Length: > 0 } answer
        && answer.All(char.IsLetter)
        && !RequestNames.Answers.Matches(answer);

    public int RequestKeys => Parameters.Keys.Count(RequestNames.IsRequestKey);

    /// <summary>It says by itself that it is an authorization request.</summary>
    public bool IsRequest =>
        !IsOther && (RequestKeys >= 2
            || (RequestKeys == 1
                && ((HasEndpoint && !Parameters.ContainsKey(RequestNames.ResponseType))
                    || (Parameters.ContainsKey(StateNames.State) && Parameters.Keys.Any(RequestNames.IsConsentKey))))
            || (Parameters.ContainsKey(StateNames.State) && Parameters.ContainsKey(RequestNames.CodeChallenge)));

    /// <summary>
    /// Some send their secret to the authorization endpoint, where nobody asks for it: a request for consent all the same, as the endpoint tells,
    /// or the kind of answer that is asked for, which no request for tokens has.
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
