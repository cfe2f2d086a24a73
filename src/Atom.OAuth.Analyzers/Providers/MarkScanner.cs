using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Providers;

/// <summary>
/// Collects the marks in a member's text: literals and names, and the constants that its URLs are made of.
/// Runs only where a response is read as JSON, once for each member.
/// </summary>
internal sealed class MarkScanner
{
    /// <summary>What is in a literal that has the parameters of a token request.</summary>
    private static readonly WordTable GrantTexts = new(WordMatch.Part, StringComparison.Ordinal, "grant_type=", "\"grant_type\"");

    /// <summary>What is in a literal that sends the client's secret.</summary>
    private static readonly WordTable SecretTexts = new(WordMatch.Part, StringComparison.Ordinal, "client_secret=");

    /// <summary>How a literal starts that sends a token.</summary>
    private static readonly WordTable BearerTexts = new(WordMatch.Start, StringComparison.OrdinalIgnoreCase, "Bearer");

    /// <summary>How the names of headers end that send a token; they start with X-.</summary>
    private static readonly WordTable TokenHeaders = new(WordMatch.End, StringComparison.OrdinalIgnoreCase, "Access-Token");

    /// <summary>What is in a literal that sends a token in a query.</summary>
    private static readonly WordTable TokenParameters = new(WordMatch.Part, StringComparison.Ordinal, "access_token=");

    /// <summary>What is in a literal that names the member of a token response.</summary>
    private static readonly WordTable TokenMembers = new(WordMatch.Part, StringComparison.Ordinal, "access_token");

    private static readonly WordTable[] TablesOfLiterals =
    {
        UrlText.Schemes, UrlText.OAuthSegments, NameMarks.GrantKeys, GrantTexts, NameMarks.SecretKeys, SecretTexts,
        BearerTexts, TokenHeaders, TokenParameters, TokenMembers,
    };

    /// <summary>A literal without one of these says nothing.</summary>
    public static readonly string[] LiteralWords = WordTable.SearchWords(StringComparison.OrdinalIgnoreCase, TablesOfLiterals);

    /// <summary>A literal or a name without one of these says nothing, but for a name that ends with one of <see cref="AllEndings"/>.</summary>
    public static readonly string[] AllWords = WordTable.SearchWords(
        StringComparison.OrdinalIgnoreCase, TablesOfLiterals.Concat(new[] { NameMarks.GrantNames, NameMarks.SecretNames, NameMarks.OAuth }).ToArray());

    /// <summary>How the names end that may hold a URL.</summary>
    public static readonly string[] AllEndings = WordTable.SearchEndings(
        StringComparison.OrdinalIgnoreCase, NameMarks.UrlSuffixes, NameMarks.EndpointSuffixes);

    /// <summary>A literal or a name without one of these is no key of a token request.</summary>
    private static readonly string[] WordsOfTokenRequests = WordTable.SearchWords(
        StringComparison.OrdinalIgnoreCase, NameMarks.GrantKeys, GrantTexts, NameMarks.SecretKeys, SecretTexts);

    /// <summary>What makes a type one that knows its provider.</summary>
    public const Evidence KnowsProvider = Evidence.KnownHost | Evidence.ApiUrl | Evidence.OAuthPath | Evidence.GrantKey | Evidence.ClientSecret;

    private readonly NamedTexts _named;
    private readonly OAuthOptions _options;
    private readonly ConditionalWeakTable<SyntaxNode, MarkEvidence> _members = new();
    private readonly ConcurrentDictionary<INamedTypeSymbol, MarkEvidence> _types = new(SymbolEqualityComparer.Default);

    public MarkScanner(Compilation compilation, SourceMethods methods, OAuthOptions options)
    {
        _named = new NamedTexts(compilation, methods);
        _options = options;
    }

    /// <summary>Adds what the member says. Where the marks stand is found again for each report, and kept for none.</summary>
    public void AddMember(MarkEvidence evidence, SyntaxNode member) =>
        evidence.Add(evidence.IsRecording
            ? Scan(member, MarkEvidence.Recording())
            : _members.GetValue(member, node => Scan(node, new MarkEvidence())));

    /// <summary>
    /// True where a member has the keys of a token request, or names an endpoint of OAuth; a client's secret opens other APIs, too.
    /// </summary>
    public static bool MakesTokenRequest(SyntaxNode member) => member.TokensWithAny(WordsOfTokenRequests, AllEndings).Any(static token =>
        token.IsText() ? KeyIn(token.ValueText) != Evidence.None
        : token.IsKind(SyntaxKind.IdentifierToken)
            && (NameMarks.GrantKeys.Matches(token.ValueText) || NameMarks.SecretKeys.Matches(token.ValueText)
                || NameMarks.IsEndpointProperty(token.ValueText)));

    /// <summary>What a literal has of a token request.</summary>
    private static Evidence KeyIn(string text) =>
        NameMarks.GrantKeys.Matches(text) || GrantTexts.Matches(text) ? Evidence.GrantKey
        : NameMarks.SecretKeys.Matches(text) || SecretTexts.Matches(text) ? Evidence.ClientSecret
        : Evidence.None;

    /// <summary>What the type's other members say: the host of a base address, a token exchange next door.</summary>
    public MarkEvidence Type(INamedTypeSymbol type) => _types.GetOrAdd(type, ScanType);

    /// <summary>The same, with the places.</summary>
    public IReadOnlyList<MarkPlace> PlacesIn(INamedTypeSymbol type) => ScanType(type, MarkEvidence.Recording()).Places;

    private MarkEvidence ScanType(INamedTypeSymbol type) => ScanType(type, new MarkEvidence());

    private MarkEvidence ScanType(INamedTypeSymbol type, MarkEvidence evidence)
    {
        // A host tells all that a type is asked for, and large types are searched for one word in a fraction of the time.
        AddTexts(evidence, type, new[] { UrlText.AfterScheme }, static found => found.Provider is not null);
        AddTexts(evidence, type, LiteralWords, static found => found.Has(KnowsProvider));
        return evidence;
    }

    private void AddTexts(MarkEvidence evidence, INamedTypeSymbol type, string[] words, Func<MarkEvidence, bool> isEnough)
    {
        if (isEnough(evidence))
        {
            return;
        }

        foreach (var declaration in type.DeclaringSyntaxReferences)
        {
            foreach (var token in declaration.GetSyntax().TokensWithAny(words))
            {
                AddText(evidence, token);
                if (isEnough(evidence))
                {
                    return;
                }
            }
        }
    }

    private MarkEvidence Scan(SyntaxNode member, MarkEvidence evidence)
    {
        var urls = new UrlNames();
        foreach (var token in member.TokensWithAny(AllWords, AllEndings))
        {
            if (token.Parent?.FirstAncestorOrSelf<AttributeListSyntax>() is not null)
            {
                continue;
            }

            if (token.IsText())
            {
                AddLiteral(evidence, token.ValueText, token);
            }
            else if (token.IsKind(SyntaxKind.IdentifierToken))
            {
                AddIdentifier(evidence, token.ValueText, token);
                urls.Add(token);
            }
        }

        foreach (var url in urls.Found())
        {
            if (evidence.Has(Evidence.KnownHost | Evidence.OAuthPath | Evidence.GrantKey))
            {
                break;
            }

            AddReferenced(evidence, url);
        }

        return evidence;
    }

    private void AddText(MarkEvidence evidence, SyntaxToken token)
    {
        if (token.IsText())
        {
            AddLiteral(evidence, token.ValueText, token);
        }
    }

    /// <summary>Adds what a text says: a URL, a path, a key of a request.</summary>
    public void AddLiteral(MarkEvidence evidence, string text, SyntaxToken at)
    {
        if (text.Length is < 4 or > 4000)
        {
            return;
        }

        if (UrlText.Host(text) is { Length: > 0 } host)
        {
            AddHost(evidence, text, host, at);
        }

        if (UrlText.IsOAuthPath(text))
        {
            evidence.Add(Evidence.OAuthPath);
            evidence.Note(Evidence.OAuthPath, at);
        }

        if (KeyIn(text) is var key and not Evidence.None)
        {
            evidence.Add(key);
            evidence.Note(key, at, NameMarks.GrantKeys.Matches(text) || NameMarks.SecretKeys.Matches(text) ? text : null);
        }

        if (BearerTexts.Matches(text) || (text.StartsWith("X-", StringComparison.OrdinalIgnoreCase) && TokenHeaders.Matches(text)))
        {
            evidence.Add(Evidence.Bearer);
            evidence.Note(Evidence.Bearer, at);
        }

        if (TokenMembers.Matches(text))
        {
            var member = TokenParameters.Matches(text) || IsSent(at) ? Evidence.QueryToken : Evidence.TokenMembers;
            evidence.Add(member);
            evidence.Note(member, at);
        }
    }

    /// <summary>
    /// A key that gets its value there is a parameter of a request: <c>form.Add("access_token", token)</c>, <c>{ "access_token", token }</c>,
    /// <c>form["access_token"] = token</c>.
    /// </summary>
    private static bool IsSent(SyntaxToken key) => key.Parent?.Parent switch
    {
        ArgumentSyntax { Parent: ArgumentListSyntax { Arguments: [var first, _, ..] } } argument => first == argument,
        ArgumentSyntax { Parent: BracketedArgumentListSyntax { Parent: var access } } => access?.Parent is AssignmentExpressionSyntax set && set.Left == access,
        InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ComplexElementInitializerExpression } pair => pair.Expressions[0] == key.Parent,
        _ => false,
    };

    private static void AddIdentifier(MarkEvidence evidence, string name, SyntaxToken at)
    {
        var found = NameMarks.GrantKeys.Matches(name) || NameMarks.GrantNames.Matches(name) ? Evidence.GrantKey
            : NameMarks.SecretKeys.Matches(name) || NameMarks.SecretNames.Matches(name) ? Evidence.ClientSecret
            : NameMarks.IsEndpointProperty(name) ? Evidence.EndpointProperty
            : NameMarks.OAuth.Matches(name) ? Evidence.OAuthName
            : Evidence.None;
        if (found != Evidence.None)
        {
            evidence.Add(found);
            evidence.Note(found, at, name);
        }
    }

    /// <summary>The text behind a constant, a field's initializer, a property's or a small method's body.</summary>
    private void AddReferenced(MarkEvidence evidence, IdentifierNameSyntax reference)
    {
        var symbol = _named.Find(reference);
        switch (symbol)
        {
            case IFieldSymbol { HasConstantValue: true, ConstantValue: string text }:
                AddLiteral(evidence, text, reference.Identifier);
                break;
            case IFieldSymbol or IPropertySymbol or IMethodSymbol { Parameters.Length: <= 3 }:
                foreach (var declaration in symbol.DeclaringSyntaxReferences)
                {
                    AddFirstTexts(evidence, declaration.GetSyntax());
                }

                break;
        }
    }

    /// <summary>A URL stands at the start of what tells one; a long method is none.</summary>
    private void AddFirstTexts(MarkEvidence evidence, SyntaxNode declaration)
    {
        const int MaxTokens = 200;
        var left = MaxTokens;
        foreach (var token in declaration.DescendantTokens())
        {
            if (left-- == 0)
            {
                return;
            }

            AddText(evidence, token);
        }
    }

    private void AddHost(MarkEvidence evidence, string text, string host, SyntaxToken at)
    {
        // A host that the user names is a provider's, whatever it looks like.
        foreach (var entry in _options.ProviderHosts)
        {
            if (host.Equals(entry.Key, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + entry.Key, StringComparison.OrdinalIgnoreCase))
            {
                evidence.Add(Evidence.KnownHost, entry.Value);
                evidence.Note(Evidence.KnownHost, at, host);
                return;
            }
        }

        if (KnownProviders.NameOfHost(host) is { } name)
        {
            // The host says more than that it is an API, and is what a report shows.
            evidence.Add(UrlText.IsApi(text, host) ? Evidence.KnownHost | Evidence.ApiUrl : Evidence.KnownHost, name);
            evidence.Note(Evidence.KnownHost, at, host);
        }
        else if (UrlText.IsPublic(host))
        {
            var url = UrlText.IsApi(text, host) ? Evidence.ApiUrl : Evidence.PublicUrl;
            evidence.Add(url);
            evidence.Note(url, at, host);
        }
    }
}
