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
/// Collects the marks in a member: literals and names, and the constants of which its URLs consist.
/// Runs once per member, and only if it reads a response as JSON.
/// </summary>
internal sealed class MarkScanner
{
    /// <summary>Parts of literals with the parameters of a token request.</summary>
    private static readonly WordTable GrantTexts = new(WordMatch.Part, StringComparison.Ordinal, "grant_type=", "\"grant_type\"");

    /// <summary>Parts of literals that send the client secret.</summary>
    private static readonly WordTable SecretTexts = new(WordMatch.Part, StringComparison.Ordinal, "client_secret=");

    /// <summary>Prefixes of literals that send a token.</summary>
    private static readonly WordTable BearerTexts = new(WordMatch.Start, StringComparison.OrdinalIgnoreCase, "Bearer");

    /// <summary>Suffixes of header names that send a token; the names start with X-.</summary>
    private static readonly WordTable TokenHeaders = new(WordMatch.End, StringComparison.OrdinalIgnoreCase, "Access-Token");

    /// <summary>Parts of literals that send a token in a query.</summary>
    private static readonly WordTable TokenParameters = new(WordMatch.Part, StringComparison.Ordinal, "access_token=");

    /// <summary>Parts of literals with the name of a member of a token response.</summary>
    private static readonly WordTable TokenMembers = new(WordMatch.Part, StringComparison.Ordinal, "access_token");

    private static readonly WordTable[] TablesOfLiterals =
    {
        UrlText.Schemes, UrlText.OAuthSegments, NameMarks.GrantKeys, GrantTexts, NameMarks.SecretKeys, SecretTexts,
        BearerTexts, TokenHeaders, TokenParameters, TokenMembers,
    };

    /// <summary>A literal without any of these is irrelevant.</summary>
    public static readonly string[] LiteralWords = WordTable.SearchWords(StringComparison.OrdinalIgnoreCase, TablesOfLiterals);

    /// <summary>A literal or name without any of these is irrelevant, except for names with one of <see cref="AllEndings"/>.</summary>
    public static readonly string[] AllWords = WordTable.SearchWords(
        StringComparison.OrdinalIgnoreCase, TablesOfLiterals.Concat(new[] { NameMarks.GrantNames, NameMarks.SecretNames, NameMarks.OAuth }).ToArray());

    /// <summary>Suffixes of names that may contain a URL.</summary>
    public static readonly string[] AllEndings = WordTable.SearchEndings(
        StringComparison.OrdinalIgnoreCase, NameMarks.UrlSuffixes, NameMarks.EndpointSuffixes);

    /// <summary>A literal or name without any of these is not a key of a token request.</summary>
    private static readonly string[] WordsOfTokenRequests = WordTable.SearchWords(
        StringComparison.OrdinalIgnoreCase, NameMarks.GrantKeys, GrantTexts, NameMarks.SecretKeys, SecretTexts);

    /// <summary>The evidence in a type that identifies its provider.</summary>
    public const Evidence KnowsProvider =
        Evidence.KnownHost | Evidence.ApiUrl | Evidence.OAuthPath | Evidence.ApiBelowOAuth | Evidence.GrantKey | Evidence.ClientSecret;

    private readonly NamedTexts _named;
    private readonly OAuthOptions _options;
    private readonly ConditionalWeakTable<SyntaxNode, MarkEvidence> _members = new();
    private readonly ConcurrentDictionary<INamedTypeSymbol, MarkEvidence> _types = new(SymbolEqualityComparer.Default);

    public MarkScanner(Compilation compilation, SourceMethods methods, OAuthOptions options)
    {
        _named = new NamedTexts(compilation, methods);
        _options = options;
    }

    /// <summary>Adds the marks of a member. Their locations are not cached, but determined again for each diagnostic.</summary>
    public void AddMember(MarkEvidence evidence, SyntaxNode member) =>
        evidence.Add(evidence.IsRecording
            ? Scan(member, MarkEvidence.Recording())
            : _members.GetValue(member, node => Scan(node, new MarkEvidence())));

    /// <summary>
    /// Returns true if a member has the keys of a token request or names an OAuth endpoint; a client secret is also used for other APIs.
    /// </summary>
    public static bool MakesTokenRequest(SyntaxNode member) => member.TokensWithAny(WordsOfTokenRequests, AllEndings).Any(static token =>
        token.IsText() ? KeyIn(token.ValueText) != Evidence.None
        : token.IsKind(SyntaxKind.IdentifierToken)
            && (NameMarks.GrantKeys.Matches(token.ValueText) || NameMarks.SecretKeys.Matches(token.ValueText)
                || NameMarks.IsEndpointProperty(token.ValueText)));

    /// <summary>Recognizes the scheme or the header of a token.</summary>
    public static bool SendsToken(string text) =>
        BearerTexts.Matches(text) || (text.StartsWith("X-", StringComparison.OrdinalIgnoreCase) && TokenHeaders.Matches(text));

    /// <summary>Gets the part of a token request that a literal contains.</summary>
    private static Evidence KeyIn(string text) =>
        NameMarks.GrantKeys.Matches(text) || GrantTexts.Matches(text) ? Evidence.GrantKey
        : NameMarks.SecretKeys.Matches(text) || SecretTexts.Matches(text) ? Evidence.ClientSecret
        : Evidence.None;

    /// <summary>Gets the marks of the type's other members: the host of a base address, a token exchange.</summary>
    public MarkEvidence Type(INamedTypeSymbol type) => _types.GetOrAdd(type, ScanType);

    /// <summary>Gets the locations of those marks.</summary>
    public IReadOnlyList<MarkPlace> PlacesIn(INamedTypeSymbol type) => ScanType(type, MarkEvidence.Recording()).Places;

    private MarkEvidence ScanType(INamedTypeSymbol type) => ScanType(type, new MarkEvidence());

    private MarkEvidence ScanType(INamedTypeSymbol type, MarkEvidence evidence)
    {
        // A host is all that is needed, and searching a large type for a single word takes a fraction of the time.
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
            var path = UrlText.IsApiBelowOAuth(text) ? Evidence.ApiBelowOAuth : Evidence.OAuthPath;
            evidence.Add(path);
            evidence.Note(path, at);
        }

        if (KeyIn(text) is var key and not Evidence.None)
        {
            evidence.Add(key);
            evidence.Note(key, at, NameMarks.GrantKeys.Matches(text) || NameMarks.SecretKeys.Matches(text) ? text : null);
        }

        if (SendsToken(text))
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
    /// Determines whether a key is set here, as a parameter of a request: <c>form.Add("access_token", token)</c>, <c>{ "access_token", token }</c>,
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

    /// <summary>
    /// Adds the text of a referenced constant, of a field or property initializer or its default in a constructor, or of a small method's body.
    /// </summary>
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

        if (symbol is IPropertySymbol property)
        {
            foreach (var text in DefaultTexts.Of(property))
            {
                AddText(evidence, text);
            }
        }
    }

    /// <summary>Adds the first texts only: a URL is at the start of its declaration, and a long method is not one.</summary>
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
        // A host in the user's option is a provider's, whatever it looks like.
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
            // The host is more specific than being an API, and is shown in the diagnostic.
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
