using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Fixing;
using Atom.OAuth.CodeFixes.Injection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>Parses the state before the exchange, and rejects the request if the state is invalid.</summary>
internal sealed class StateCheckFix
{
    private const string InQuery = " (clients have to send it in the query)";

    private static readonly bool[] ByUserFirst = { true, false };

    private readonly CallbackSite _site;
    private readonly InsertionPoint _point;
    private readonly EnclosingFunction _function;
    private readonly Imports _imports;
    private readonly TextLayout _layout;
    private string _remark = string.Empty;

    private StateCheckFix(CallbackSite site, InsertionPoint point, EnclosingFunction function)
    {
        _site = site;
        _point = point;
        _function = function;
        _imports = new Imports(site.Model, point.Node.SpanStart);
        _layout = new TextLayout(site.Root, site.Text, point.Node.SpanStart);
    }

    /// <summary>Gets the changes to try; none if something would have to be guessed.</summary>
    /// <param name="site">The diagnostic.</param>
    /// <param name="use">A use of the state, which the check has to precede as well; null if there is none.</param>
    public static IEnumerable<FixChanges> Candidates(CallbackSite site, SyntaxNode? use = null)
    {
        // An exchange that is skipped for some requests must not be preceded by a check that rejects them all.
        if ((site.Callback.Exchange ?? FirstUseOfCode.In(site.Callback)) is not { } exchange
            || (use ?? exchange) is not { } first
            || InsertionPoint.Before(first, site.Model) is not { IsConditional: false } point
            || !(use is null || EarlierCheck.MayPrecede(point, exchange, site))
            || Directives.Touch(point)
            || EnclosingFunction.Of(first, site.Model) is not { } function
            || function.Node != site.Callback.Node)
        {
            yield break;
        }

        // The signed-in user is tried first; if the callback does not know the user, a cookie binds the flow to the browser.
        // If the start of the flow already builds a state, that determines which one.
        var hasCookie = site.KnownProvider is { } id
            ? OtherEnd.StartHasCookie(OtherEnd.IdOfStart(id, site.Model.Compilation), site.Model.Compilation)
            : null;
        foreach (var byUser in ByUserFirst.Where(byUser => hasCookie != byUser))
        {
            if (new StateCheckFix(site, point, function).Changes(byUser, isSuppressed: false) is { } changes)
            {
                yield return changes;
            }

            if (byUser && new StateCheckFix(site, point, function).Changes(byUser, isSuppressed: true) is { } suppressed)
            {
                yield return suppressed;
            }
        }
    }

    private FixChanges? Changes(bool byUser, bool isSuppressed)
    {
        var compilation = _site.Model.Compilation;
        if (_site.ProviderOfState is not { } provider
            || compilation.GetTypeByMetadataName("Atom.OAuth.IOAuthStateProtector") is not { } protector
            || compilation.GetTypeByMetadataName("Atom.OAuth.OAuthStateExpectation") is not { } expectation
            || AsyncAction.MakeAwait(_function, _site.Model, _imports) is not { } async
            || ServiceInjection.Find(_site, _point.Anchor, protector, "states", _imports) is not { } service)
        {
            return null;
        }

        var names = new LocalNames(_point, _site.Model);
        var lines = new List<string>();
        if (State(names, lines) is not var (state, parameter, others))
        {
            return null;
        }

        ScopeValues values = new(_site, _point.Anchor, _imports, new RequestValues(_site.Callback.Node, _site.Model));
        IReadOnlyList<TextChange> request = Array.Empty<TextChange>();
        var expected = byUser ? ByUser(values, isSuppressed) : ByCookie(service.Expression, state, names, ref request);
        if (expected is null)
        {
            return null;
        }

        var result = names.TakeEither("stateResult", "stateResult");
        if (RejectRequest.Lines(_site, _function, isAsync: true, result + ".Error", _imports, byUser && KnowsTenant(values)) is not { } rejection)
        {
            return null;
        }

        var token = values.CancellationToken is { } name ? ", " + name : string.Empty;
        var call = $"await {service.Expression}.ParseAsync({state}, {_imports.Name(expectation)}.{expected.Replace("$provider", provider)}{token})";
        lines.Add($"var {result} = {call}{(_function.LeavesContext ? ".ConfigureAwait(false)" : string.Empty)};");

        // A callback that knows user and tenant does not need the contents of the state. And BadRequest of a page does not accept null: only
        // IsValid tells the compiler that Error is not.
        var test = (byUser && KnowsTenant(values)) || RejectRequest.IsPage(_function.Symbol?.ContainingType)
            ? $"if (!{result}.IsValid)"
            : $"if (!{result}.TryGetState(out var {names.TakeEither("oauthState", "oauthState")}))";
        lines.AddRange(_layout.BraceOnOwnLine ? new[] { test, "{" } : new[] { test + " {" });
        lines.AddRange(rejection.Select(static line => "\t" + line));
        lines.Add("}");
        lines.Add(string.Empty);

        var inserter = new StatementInserter(_point, _site.Text, _layout, Array.Empty<TextSpan>());
        var own = UsingDirectives.Add(_imports.Missing, _site.Root, _site.Text, _point.Node, _layout)
            .Concat(async)
            .Concat(parameter)
            .Concat(request)
            .Concat(service.Changes)
            .Concat(inserter.Insert(lines, _function.ReturnsValue))
            .ToList();
        return FixChanges.Of(_site.Model.SyntaxTree, others.Append(new FileChanges(_site.Model.SyntaxTree, own))) is { } changes
            ? changes with { Remark = _remark }
            : null;
    }

    private static string? ByUser(ScopeValues values, bool isSuppressed)
    {
        if (values.User is not { } user)
        {
            return null;
        }

        // A tenant that is only known at the start of the flow is returned in the state.
        var tenant = KnowsTenant(values) ? ", " + (values.Tenant ?? "null") : string.Empty;
        return $"ForUserSession($provider, {user}{(isSuppressed ? "!" : string.Empty)}{tenant})";
    }

    private static bool KnowsTenant(ScopeValues values) => values.Tenant is not null || !values.HasTenants;

    /// <summary>Uses the cookie of the request, which may have to be added to an endpoint handler as a parameter.</summary>
    private string? ByCookie(string states, string state, LocalNames names, ref IReadOnlyList<TextChange> added)
    {
        if (FunctionRequest.Find(_site.Callback.Node, _site.Model) is { } ofFunction)
        {
            return ofFunction.Cookie($"{states}.GetCookieName({state})", names, _site.Model.Compilation, _imports) is { } cookie
                ? $"WithoutUser($provider, {cookie})"
                : null;
        }

        var request = HttpParts.Find(_site.Callback.Node, _site.Model)?.Request;
        if (request is null
            && EndpointHandlers.IsHandler(_site.Callback.Node, _site.Model)
            && _site.Model.Compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Http.HttpRequest") is { } type)
        {
            request = FreeNames.Take("request", _site.Callback.Node.DescendantTokens());
            added = ParameterInsertion.Add(_site.Callback.Node, $"{_imports.Name(type)} {request}", _site, _imports) ?? added;
        }

        return request is null ? null : $"WithoutUser($provider, {request}.Cookies[{states}.GetCookieName({state})])";
    }

    /// <summary>
    /// Gets an expression for the state, and the parameter, or the member in another file, that must be added for it; null if the callback
    /// has no access to it.
    /// </summary>
    private (string State, IReadOnlyList<TextChange> Parameter, IReadOnlyList<FileChanges> Others)? State(LocalNames names, List<string> lines)
    {
        if (_site.Callback.State is { } known)
        {
            return Is(known is IdentifierNameSyntax ? known.ToString() : VariableWith(known.ToString()) ?? Local(known.ToString()));
        }

        switch (_site.Callback.Code)
        {
            // The code is read into a variable of the same expression: TryGetValue("code", out var code).
            case InvocationExpressionSyntax read when OutVariable(read) is { } variable && KeyIn(read) is { } keyOfCode:
                var named = names.TakeEither("state", "returnedState");
                lines.Add(Replace(read, (keyOfCode.Span, "\"state\""), (variable.Identifier.Span, named)) + ";");
                return Is(named);

            // The callback reads the code itself: the state is read in the same way.
            case not IdentifierNameSyntax and not MemberAccessExpressionSyntax and { } read
                when KeyIn(read) is { } key:
                var alike = Replace(read, (key.Span, "\"state\""));
                return Is(VariableWith(alike) ?? Local(alike));

            case MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax bound, Name.Identifier.ValueText: var code }:
                return OfBound(bound, code) ?? (IsOfAnotherAssembly(bound) ? FromQuery(Local) : null);

            // A page binds the code to one of its properties.
            case IdentifierNameSyntax { Identifier.ValueText: var code } when _function.Symbol?.ContainingType is { } page && !page.GetMembers(code).IsEmpty:
                return StateMember.Of(page, code, _site.Model.Compilation) is var (member, added)
                    ? (member, Array.Empty<TextChange>(), added)
                    : null;

            case IdentifierNameSyntax code when Parameter(code) is { } parameter && !IsNameTaken() && !IsOfHub():
                return ParameterInsertion.Add(
                    _site.Callback.Node, $"{SourceOf(parameter)}{TextType} state", _site, _imports) is { } parameters
                    ? ("state", parameters, Array.Empty<FileChanges>())
                    : null;

            default:
                return null;
        }

        static (string State, IReadOnlyList<TextChange> Parameter, IReadOnlyList<FileChanges> Others)? Is(string state) =>
            (state, Array.Empty<TextChange>(), Array.Empty<FileChanges>());

        string Local(string value)
        {
            var name = names.TakeEither("state", "returnedState");
            lines.Add($"{TextType} {name} = {value};");
            return name;
        }
    }

    private static SyntaxToken? KeyIn(ExpressionSyntax read) =>
        read.DescendantTokens()
            .FirstOrDefault(static token => token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText == "code") is { RawKind: not 0 } key
            ? key
            : null;

    private static SingleVariableDesignationSyntax? OutVariable(InvocationExpressionSyntax read) =>
        read.ArgumentList.Arguments.Select(static argument => argument.Expression).OfType<DeclarationExpressionSyntax>()
            .Select(static declared => declared.Designation).OfType<SingleVariableDesignationSyntax>().FirstOrDefault();

    private static string Replace(ExpressionSyntax read, params (TextSpan Span, string By)[] parts)
    {
        var text = SourceText.From(read.ToString());
        return text.WithChanges(parts.Select(part => new TextChange(new TextSpan(part.Span.Start - read.SpanStart, part.Span.Length), part.By))).ToString();
    }

    /// <summary>
    /// Gets the state from the query, because the object with the code is another project's. Its clients do not send the state yet, so the title
    /// says what they have to do.
    /// </summary>
    private (string State, IReadOnlyList<TextChange> Parameter, IReadOnlyList<FileChanges> Others)? FromQuery(Func<string, string> local)
    {
        if (IsNameTaken() || IsOfHub() || _function.Symbol is not { } method)
        {
            return null;
        }

        _remark = InQuery;
        if (EndpointHandlers.IsHandler(_site.Callback.Node, _site.Model)
            || ContainerTypes.IsAction(method))
        {
            var attribute = EndpointHandlers.IsHandler(_site.Callback.Node, _site.Model) ? string.Empty : "[FromQuery] ";
            return ParameterInsertion.Add(_site.Callback.Node, $"{attribute}{TextType} state", _site, _imports) is { } parameters
                ? ("state", parameters, Array.Empty<FileChanges>())
                : null;
        }

        return HttpParts.Find(_site.Callback.Node, _site.Model)?.Request is { } request
            ? (local($"{request}.Query[\"state\"]"), Array.Empty<TextChange>(), Array.Empty<FileChanges>())
            : null;
    }

    /// <summary>Gets the variable that already contains a value: <c>var state = query["state"] ?? "";</c>.</summary>
    private string? VariableWith(string read) => VariablesInScope.At(_point.Anchor, _site.Model).OfType<ILocalSymbol>()
        .Where(variable => variable is { Type: { SpecialType: SpecialType.System_String } or { TypeKind: TypeKind.Error }, DeclaringSyntaxReferences: [var declared] }
            && declared.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: var value }
            && WithoutConversion(value).ToString() == read
            && !ChangedVariable.IsIn(_site.Callback.Node, variable.Name))
        .Select(static variable => variable.Name)
        .FirstOrDefault();

    private static ExpressionSyntax WithoutConversion(ExpressionSyntax value) => value switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Left: var left, Right: var other } when IsNone(other) => WithoutConversion(left),
        InvocationExpressionSyntax
        {
            ArgumentList.Arguments.Count: 0,
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString" or "FirstOrDefault", Expression: var read },
        } => WithoutConversion(read),
        _ => value,
    };

    /// <summary>Recognizes what stands for a missing state; any other value may be a state of the application: <c>?? session.GetString("state")</c>.</summary>
    private static bool IsNone(ExpressionSyntax other) => other
        is LiteralExpressionSyntax { Token.ValueText: "" or "null" }
        or ThrowExpressionSyntax
        or MemberAccessExpressionSyntax
        {
            Name.Identifier.ValueText: nameof(string.Empty),
            Expression: PredefinedTypeSyntax or IdentifierNameSyntax { Identifier.ValueText: nameof(String) },
        };

    private string TextType =>
        (_site.Model.GetNullableContext(_point.Node.SpanStart) & NullableContext.AnnotationsEnabled) != 0 ? "string?" : "string";

    private bool IsNameTaken() =>
        _site.Callback.Node.DescendantTokens().Any(static token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == "state");

    private ParameterSyntax? Parameter(IdentifierNameSyntax name) =>
        CallbackCandidate.ParametersOf(_site.Callback.Node).FirstOrDefault(parameter => parameter.Identifier.ValueText == name.Identifier.ValueText);

    /// <summary>Gets the source of the state: that of the code, or the query if the code is the entire body or part of the path.</summary>
    private static string SourceOf(ParameterSyntax code) =>
        code.AttributeLists.SelectMany(static list => list.Attributes).Select(static attribute => attribute.Name.ToString()).FirstOrDefault(static name => name
            is "FromQuery" or "FromBody" or "FromForm" or "FromRoute") switch
        {
            null => string.Empty,
            "FromForm" => "[FromForm] ",
            _ => "[FromQuery] ",
        };

    private ITypeSymbol? TypeOf(IdentifierNameSyntax bound) =>
        Parameter(bound) is { } parameter && _site.Model.GetDeclaredSymbol(parameter) is IParameterSymbol { Type: var type } ? type : null;

    /// <summary>Recognizes an object whose type no project of the solution declares here: one of its own could get the member.</summary>
    private bool IsOfAnotherAssembly(IdentifierNameSyntax bound) =>
        TypeOf(bound) is { TypeKind: TypeKind.Class or TypeKind.Struct, DeclaringSyntaxReferences: var declared }
        && !declared.Any(part => _site.Model.Compilation.ContainsSyntaxTree(part.SyntaxTree));

    /// <summary>Clients call the methods of a hub by all of their arguments, so that none can be added.</summary>
    private bool IsOfHub() => _function.Symbol is { } method && ContainerTypes.IsOfHub(method);

    private (string State, IReadOnlyList<TextChange> Parameter, IReadOnlyList<FileChanges> Others)? OfBound(IdentifierNameSyntax bound, string code) =>
        TypeOf(bound) is { } type && StateMember.Of(type, code, _site.Model.Compilation) is var (name, added)
            ? ($"{bound}.{name}", Array.Empty<TextChange>(), added)
            : null;
}
