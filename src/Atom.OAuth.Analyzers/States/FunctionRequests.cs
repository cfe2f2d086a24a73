using System.Globalization;
using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.States;

/// <summary>The requests that a function composes, found by syntax alone.</summary>
internal sealed class FunctionRequests
{
    private static readonly char[] Separators = { '?', '&', ';', '\0' };

    /// <summary>Calls that search for a text, and do not insert it anywhere.</summary>
    private static readonly HashSet<string> Comparers = new(StringComparer.Ordinal)
    {
        "Contains", "StartsWith", "EndsWith", "IndexOf", "LastIndexOf", "Equals", "Split", "Replace", "Match", "IsMatch", "Matches",
    };

    /// <summary>Calls that append a text to a builder or a list.</summary>
    private static readonly HashSet<string> Appenders = new(StringComparer.Ordinal) { "Append", "AppendLine", "AppendFormat", "Add" };

    private readonly Dictionary<string, RequestParts> _byCarrier = new(StringComparer.Ordinal);
    private readonly List<RequestParts> _all = new();
    private readonly Func<ExpressionSyntax, string?> _constantOf;
    private readonly HashSet<string> _sentToEndpoint = new(StringComparer.Ordinal);
    private bool _namesEndpoint;

    private FunctionRequests(SyntaxNode function, Func<ExpressionSyntax, string?> constantOf)
    {
        Function = function;
        _constantOf = constantOf;
    }

    public SyntaxNode Function { get; }

    public IReadOnlyList<RequestParts> All => _all;

    /// <summary>Gets the first text with the URL of an authorization endpoint.</summary>
    public ExpressionSyntax? Endpoint { get; private set; }

    /// <summary>Gets the first name of an authorization endpoint, for example of a constant passed to the code that builds the URL.</summary>
    public IdentifierNameSyntax? NamedEndpoint { get; private set; }

    /// <summary>Gets the provider, by the authorization endpoint, a host or a name in the function.</summary>
    public string? Provider { get; private set; }

    /// <summary>
    /// Parts that are not recognizable as a request belong to one nevertheless, because the function mentions an authorization endpoint, contains a
    /// request or is named after one, or because the parameters add up to one.
    /// </summary>
    public bool IsAuthorization =>
        _namesEndpoint
            || Endpoint is not null
            || _all.Any(static parts => parts.IsRequest)
            || RequestNames.IsRequestName(Functions.NameOf(Function))
            || Loose.SelectMany(static parts => parts.Parameters.Keys).Where(RequestNames.IsRequestKey).Distinct().Count() >= 2;

    /// <summary>Parts that may belong to a request together with other parts of the function.</summary>
    public IEnumerable<RequestParts> Loose => _all.Where(static parts => !parts.IsRequest && !parts.IsOther && !parts.StandsAlone);

    /// <summary>Reads a function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="constantOf">Gets the value of a constant; called if a request does not show where it goes.</param>
    public static FunctionRequests Of(SyntaxNode function, Func<ExpressionSyntax, string?> constantOf)
    {
        var requests = new FunctionRequests(function, constantOf);
        foreach (var token in Functions.Tokens(function))
        {
            switch (token.Kind())
            {
                case SyntaxKind.StringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken:
                    requests.AddLiteral((LiteralExpressionSyntax)token.Parent!, token.ValueText);
                    break;
                case SyntaxKind.InterpolatedStringTextToken when token.Parent?.Parent is InterpolatedStringExpressionSyntax interpolated:
                    requests.AddText(interpolated, token.ValueText);
                    break;
                case SyntaxKind.IdentifierToken:
                    requests.AddName(token);
                    break;
            }
        }

        foreach (var parts in requests._byCarrier.Where(carried => requests._sentToEndpoint.Contains(carried.Key)))
        {
            parts.Value.HasEndpoint = parts.Value.IsSentToEndpoint = true;
        }

        requests.Provider ??= KnownProviders.NameInIdentifier(Functions.NameOf(function))
            ?? KnownProviders.NameInIdentifier(Functions.TypeNameOf(function));
        return requests;
    }

    private void AddLiteral(LiteralExpressionSyntax literal, string text)
    {
        if (RequestNames.IsKey(text))
        {
            AddKey(literal, text);
        }
        else
        {
            AddText(literal, text);
        }
    }

    private void AddName(SyntaxToken token)
    {
        var name = token.ValueText;
        if (RequestNames.IsEndpointName(name))
        {
            // [Authorize], or AuthorizationLevel.Function.
            if (token.Parent?.FirstAncestorOrSelf<AttributeListSyntax>() is not null)
            {
                return;
            }

            _namesEndpoint |= token.Parent is IdentifierNameSyntax or VariableDeclaratorSyntax;
            NamedEndpoint ??= token.Parent as IdentifierNameSyntax;
            AddSentToEndpoint(token.Parent as ExpressionSyntax);
        }
        else if (RequestNames.KeyConstants.Contains(name)
            && token.Parent is IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax constant } member
            && constant.Parent is ArgumentSyntax or InitializerExpressionSyntax
            && constant.Name == member
            && _constantOf(constant) is { } key && RequestNames.IsKey(key))
        {
            AddKey(constant, key);
        }
        else if (token.Parent is IdentifierNameSyntax { Parent: NameEqualsSyntax { Parent: AnonymousObjectMemberDeclaratorSyntax { Parent: { } whole } declared } }
            && RequestNames.IsKey(name))
        {
            PartsOf(whole, Place(whole), isText: false, standsAlone: true).Give(name, new GivenParameter(declared.Expression, declared.Expression));
        }
        else if (name == StateNames.State
            && token.Parent is IdentifierNameSyntax { Parent: AnonymousObjectMemberDeclaratorSyntax { NameEquals: null, Parent: { } around } } shorthand)
        {
            PartsOf(around, Place(around), isText: false, standsAlone: true).Give(name, new GivenParameter(shorthand, shorthand));
        }
    }

    /// <summary>Adds the collection that a call appends to an endpoint: <c>QueryHelpers.AddQueryString(AuthorizeUrl, parameters)</c>.</summary>
    private void AddSentToEndpoint(ExpressionSyntax? endpoint)
    {
        if (endpoint?.FirstAncestorOrSelf<ArgumentSyntax>() is { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } list } argument
            && RequestNames.PutsTogether(call.CalledName())
            && list.Arguments.IndexOf(argument) == 0)
        {
            _sentToEndpoint.UnionWith(list.Arguments.Skip(1).Select(static other => other.Expression.ToString()));
        }
    }

    /// <summary>Adds a key with its value: an argument, an element, or an indexer assignment.</summary>
    private void AddKey(ExpressionSyntax key, string name)
    {
        switch (key.Parent)
        {
            case InitializerExpressionSyntax { Expressions: [var first, var value], Parent: { } collection } when first == key:
                Give(collection.Parent is ExpressionSyntax creation ? creation : collection, CarrierOf(collection.Parent ?? collection), value);
                break;
            case ArgumentSyntax
            {
                Parent: BracketedArgumentListSyntax
                {
                    Parent: ImplicitElementAccessSyntax { Parent: AssignmentExpressionSyntax { Parent.Parent: { } around } indexed },
                },
            }:
                Give(around, CarrierOf(around), indexed.Right);
                break;
            case ArgumentSyntax { Parent: BracketedArgumentListSyntax { Parent: ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } access } }
                when assignment.Left == access && !IsStore(access.Expression):
                Give(assignment, access.Expression.ToString(), assignment.Right);
                break;
            case ArgumentSyntax { Parent: TupleExpressionSyntax { Arguments: [var first, var second] } tuple } when first.Expression == key:
                Give(tuple.Parent ?? tuple, CarrierOf(CollectionAround(tuple)), second.Expression);
                break;
            case ArgumentSyntax { Parent: ArgumentListSyntax list } argument
                when list.Arguments.IndexOf(argument) is var at && at + 1 < list.Arguments.Count:
                AddArgument(list, list.Arguments[at + 1].Expression);
                break;
        }

        void Give(SyntaxNode node, string carrier, ExpressionSyntax value) =>
            PartsOf(node, carrier, isText: false).Give(name, new GivenParameter(value, value));

        void AddArgument(ArgumentListSyntax list, ExpressionSyntax value)
        {
            if (list.Parent is BaseObjectCreationExpressionSyntax creation)
            {
                // A pair in a list of pairs.
                Give(CollectionAround(creation), CarrierOf(CollectionAround(creation)), value);
            }
            else if (list.Parent is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var method } access } call
                && RequestNames.IsAdder(method) && !IsStore(access.Expression))
            {
                Give(call, method is "AddQueryString"
                    ? CarrierOf(list.Arguments[0].Expression)
                    : method is "Create" ? CarrierOf(CollectionAround(call)) : ReceiverName(access.Expression), value);
            }
            else if (list is
            {
                Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var helper } } helped,
                Arguments: [{ Expression: IdentifierNameSyntax collection }, ..],
            }
                && collection != key && RequestNames.IsAdder(helper))
            {
                // A helper of the type itself that takes the collection: Append(query, "state", state).
                Give(helped, collection.ToString(), value);
            }
        }
    }

    private void AddText(ExpressionSyntax part, string text)
    {
        if (UrlText.Host(text) is { Length: > 0 } host)
        {
            Provider ??= KnownProviders.NameOfHost(host);
            if (RequestNames.HasEndpointPath(text))
            {
                AddSentToEndpoint(part);
                Endpoint ??= part;
                Provider = KnownProviders.NameOfHost(host) ?? Provider;
            }
        }
        else if (text.Length > 0 && text[0] == '/' && RequestNames.HasEndpointPath(text)
            && RequestText.WholeOf(part) is var address && RequestText.Pieces(address)[0].Words is null)
        {
            // The path, after the address of the provider.
            Endpoint ??= RequestText.Start(address);
        }

        if (text.IndexOf('=') < 0 || !MayBeRequest(text))
        {
            return;
        }

        var whole = RequestText.WholeOf(part);
        if (IsOnlyCompared(whole) || _all.Any(parts => parts.Node == whole))
        {
            return;
        }

        AddWhole(whole);
    }

    private void AddWhole(ExpressionSyntax whole)
    {
        var pieces = RequestText.Pieces(whole);
        var text = string.Concat(pieces.Select(static piece => piece.Words ?? "\0"));
        if (text.IndexOf('<') >= 0 || (text.IndexOf('\n') >= 0 && UrlText.Host(text) is null))
        {
            return;
        }

        var carrier = TextCarrier(whole, out var isAppended);
        var parts = PartsOf(whole, carrier, isText: true);
        var isFirst = parts.Node == whole;
        var start = StartOf(pieces, whole);
        parts.HasEndpoint |= RequestNames.HasEndpointPath(text)
            || (start is not null && RequestNames.IsEndpointName(start.ToString()))
            || pieces.Take(2).Any(static piece => piece.Words is null && RequestNames.IsEndpointName(piece.Node.ToString()));
        if (isFirst)
        {
            parts.HasOtherEndpoint = RequestNames.HasOtherPath(BeforeQuery(text))
                || (start is not null && RequestNames.IsOtherEndpointName(start.ToString()));
            parts.IsSentToEndpoint = RequestNames.HasEndpointPath(BeforeQuery(text));
            parts.HasPath = text.IndexOf('?') is > 0 and var query && HasPath(text.Substring(0, query));
            parts.IsWhole = !isAppended && !text.EndsWith("=", StringComparison.Ordinal);
            parts.IsOwnPage = !isAppended && text.Length > 1 && (text[0], text[1]) is ('/', not '/') or ('~', '/');
            parts.IsRelativePage = !isAppended && NamesPage(pieces[0], BeforeQuery(text));
        }

        AddParameters(parts, pieces, text, whole);
        if (isFirst && !parts.HasEndpoint && parts.RequestKeys > 0 && pieces[0] is { Words: null, Node: var url } && _constantOf(url) is { } address)
        {
            parts.HasEndpoint = parts.IsSentToEndpoint = RequestNames.HasEndpointPath(address + BeforeQuery(text).Substring(1));
            parts.HasOtherEndpoint |= RequestNames.HasOtherPath(address);
            Provider ??= UrlText.Host(address) is { Length: > 0 } host ? KnownProviders.NameOfHost(host) : null;
        }
    }

    /// <summary>Returns true for <c>nameof(Done)</c>, or a path without a host that is not named after an endpoint.</summary>
    private static bool NamesPage(TextPiece start, string path) =>
        start.Words is null
            ? start.Node is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } }
            : path.Length > 0 && char.IsLetter(path[0])
                && path.All(static letter => char.IsLetterOrDigit(letter) || letter is '/' or '-' or '_' or '.')
                && path.Length < start.Words.Length
                && !RequestNames.IsEndpointName(path);

    /// <summary>Gets the value at the start of a text, also for the first placeholder of a format.</summary>
    private static ExpressionSyntax? StartOf(IReadOnlyList<TextPiece> pieces, ExpressionSyntax whole) =>
        pieces[0].Words is { } words ? FormattedStates.FillingOf(whole, words) : pieces[0].Node;

    private static void AddParameters(RequestParts parts, IReadOnlyList<TextPiece> pieces, string text, ExpressionSyntax whole)
    {
        for (var at = text.IndexOf('='); at >= 0; at = text.IndexOf('=', at + 1))
        {
            var start = at == 0 ? 0 : text.LastIndexOfAny(Separators, at - 1) + 1;
            var key = RequestNames.KeyOf(KeyIn(text, start, at));
            if (RequestNames.IsKey(key))
            {
                parts.Give(key, ValueAt(pieces, whole, text, at + 1) ?? Continued(pieces, whole));
            }
        }
    }

    private static GivenParameter? ValueAt(IReadOnlyList<TextPiece> pieces, ExpressionSyntax whole, string text, int start)
    {
        var end = text.IndexOfAny(Separators, start);
        var words = text.Substring(start, (end < 0 ? text.Length : end) - start);
        var position = 0;
        foreach (var piece in pieces)
        {
            var length = piece.Words?.Length ?? 1;
            if (start < position + length)
            {
                return piece.Words is null ? new GivenParameter(piece.Node, piece.Node)
                    : FormattedStates.FillingOf(whole, words) is { } filling ? new GivenParameter(filling, filling)
                    : new GivenParameter(null, piece.Node, words);
            }

            position += length;
        }

        return null;
    }

    /// <summary>The text ends with the key: its value is appended next or elsewhere, or there is none.</summary>
    private static GivenParameter Continued(IReadOnlyList<TextPiece> pieces, ExpressionSyntax whole) =>
        NextOf(whole) is { } next ? new GivenParameter(next, next)
        : new GivenParameter(null, pieces[pieces.Count - 1].Node, IsOpened(whole) ? "" : "\0");

    /// <summary>Gets the value appended next: <c>url.Append("&amp;state=").Append(state)</c>, <c>url += "&amp;state="; url += state;</c>.</summary>
    private static ExpressionSyntax? NextOf(ExpressionSyntax whole)
    {
        if (whole.Parent is ArgumentSyntax
            {
                Parent.Parent: InvocationExpressionSyntax
                {
                    Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var method } access,
                } append,
            }
            && Appenders.Contains(method))
        {
            return append.Parent switch
            {
                MemberAccessExpressionSyntax { Name.Identifier.ValueText: var chained, Parent: InvocationExpressionSyntax { ArgumentList.Arguments: [var value, ..] } }
                    when Appenders.Contains(chained) =>
                    value.Expression,
                ExpressionStatementSyntax statement
                    when Following(statement) is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax next }
                    && First(next) is { ArgumentList.Arguments: [var value, ..], Expression: MemberAccessExpressionSyntax first }
                    && Appenders.Contains(first.Name.Identifier.ValueText) && first.Expression.ToString() == ReceiverName(access.Expression) =>
                        value.Expression,
                _ => null,
            };
        }

        return whole.FirstAncestorOrSelf<StatementSyntax>() is { } set
            && Following(set) is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression } added }
            && added.Left.ToString() == TextCarrier(whole, out _)
                ? added.Right
                : null;
    }

    private static StatementSyntax? Following(StatementSyntax statement) =>
        statement.Parent is BlockSyntax { Statements: var all } && all.IndexOf(statement) is var at && at + 1 < all.Count ? all[at + 1] : null;

    /// <summary>Gets the first call of a chain.</summary>
    private static InvocationExpressionSyntax First(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax inner } ? First(inner) : call;

    /// <summary>Returns true if a browser is opened with the unchanged text, so that its last parameter is empty.</summary>
    private static bool IsOpened(ExpressionSyntax whole) => whole.Parent switch
    {
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => RequestNames.OpensAddress(LastName(call.Expression)),
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } variable } =>
            UsesOf(variable) is { Count: > 0 } uses
            && uses.TrueForAll(static use => use is { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } }
                && RequestNames.OpensAddress(LastName(call.Expression))),
        _ => false,
    };

    private RequestParts PartsOf(SyntaxNode node, string carrier, bool isText, bool standsAlone = false)
    {
        if (!_byCarrier.TryGetValue(carrier, out var parts))
        {
            _byCarrier.Add(carrier, parts = new RequestParts(node, isText, standsAlone) { Carrier = carrier });
            _all.Add(parts);
        }

        return parts;
    }

    /// <summary>Gets the text before the equals sign; in a multiline URL, without line break and indentation.</summary>
    private static string KeyIn(string text, int start, int end)
    {
        var key = text.Substring(start, end - start);
        return key.IndexOf('\n') >= 0 ? key.Trim() : key;
    }

    private static bool MayBeRequest(string text)
    {
        for (var at = text.IndexOf('='); at > 0; at = text.IndexOf('=', at + 1))
        {
            var start = text.LastIndexOfAny(Separators, at - 1) + 1;
            if (RequestNames.IsKey(RequestNames.KeyOf(KeyIn(text, start, at))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Determines whether a path follows the host, or the value in its place.</summary>
    private static bool HasPath(string url) =>
        url.IndexOf('/', url.IndexOf(UrlText.AfterScheme, StringComparison.Ordinal) is >= 0 and var at ? at + UrlText.AfterScheme.Length : 0) >= 0;

    private static string BeforeQuery(string text) => text.IndexOf('?') is >= 0 and var at ? text.Substring(0, at) : text;

    private static bool IsOnlyCompared(ExpressionSyntax whole) => whole.Parent switch
    {
        BinaryExpressionSyntax or CaseSwitchLabelSyntax or ConstantPatternSyntax or AttributeArgumentSyntax => true,
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } variable } =>
            UsesOf(variable) is { Count: > 0 } uses && uses.TrueForAll(IsLookedFor),
        _ => IsLookedFor(whole),
    };

    /// <summary>Returns true if a call searches another text for this one, its first argument.</summary>
    private static bool IsLookedFor(ExpressionSyntax text) =>
        text.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax { Expression: var called } } list } argument
        && list.Arguments[0] == argument
        && Comparers.Contains(LastName(called));

    /// <summary>Gets the uses of a local variable's name.</summary>
    private static List<ExpressionSyntax> UsesOf(VariableDeclaratorSyntax variable) =>
        Functions.Around(variable).TokensNamed(variable.Identifier.ValueText)
            .Select(static token => token.Parent).OfType<IdentifierNameSyntax>().ToList<ExpressionSyntax>();

    /// <summary>Gets the variable or builder to which several texts may be added.</summary>
    private static string TextCarrier(ExpressionSyntax whole, out bool isAppended)
    {
        isAppended = false;
        switch (whole.Parent)
        {
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }:
                return variable.Identifier.ValueText;
            case AssignmentExpressionSyntax assignment when assignment.Right == whole:
                isAppended = !assignment.IsKind(SyntaxKind.SimpleAssignmentExpression);
                return assignment.Left.ToString();
            case ArgumentSyntax
            {
                Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var method } access },
            }
                when Appenders.Contains(method):
                isAppended = true;
                return ReceiverName(access.Expression);
            default:
                return Place(whole);
        }
    }

    /// <summary>Gets the variable that holds a collection.</summary>
    private static string CarrierOf(SyntaxNode collection) => collection switch
    {
        IdentifierNameSyntax or MemberAccessExpressionSyntax => collection.ToString(),
        _ => collection.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => variable.Identifier.ValueText,
            AssignmentExpressionSyntax { Left: var left } => left.ToString(),
            _ => Place(collection),
        },
    };

    /// <summary>Gets the collection that contains a pair, or the call that takes several: <c>Send(("client_id", id), ("code", code))</c>.</summary>
    private static SyntaxNode CollectionAround(SyntaxNode element) =>
        element.Parent switch
        {
            InitializerExpressionSyntax { Parent: { } creation } => creation,
            ExpressionElementSyntax { Parent: { } collection } => collection,
            ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } list }
                when list.Arguments.Count(argument => argument.Expression.IsKind(element.Kind())) > 1 => call,
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } } => access.Expression,
            _ => element,
        };

    /// <summary>Gets the receiver of a chain of calls.</summary>
    private static string ReceiverName(ExpressionSyntax receiver)
    {
        while (receiver is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access })
        {
            receiver = access.Expression;
        }

        return receiver is IdentifierNameSyntax or MemberAccessExpressionSyntax ? receiver.ToString() : Place(receiver);
    }

    /// <summary>Returns true for an object that keeps values within the application; the arguments of a new builder do not count.</summary>
    private static bool IsStore(ExpressionSyntax receiver)
    {
        while (receiver is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access })
        {
            receiver = access.Expression;
        }

        return receiver is not BaseObjectCreationExpressionSyntax && RequestNames.IsStore(receiver.ToString());
    }

    /// <summary>Gets a key for an expression that no variable holds.</summary>
    private static string Place(SyntaxNode node) => node.SpanStart.ToString(CultureInfo.InvariantCulture);

    public static string LastName(ExpressionSyntax called) => called switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };
}
