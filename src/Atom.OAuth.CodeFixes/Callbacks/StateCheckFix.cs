using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Injection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>Parses the state before the exchange, and turns the request away when it is not valid.</summary>
internal sealed class StateCheckFix
{
    private static readonly bool[] ByUserFirst = { true, false };

    private readonly CallbackSite _site;
    private readonly InsertionPoint _point;
    private readonly EnclosingFunction _function;
    private readonly Imports _imports;
    private readonly TextLayout _layout;

    private StateCheckFix(CallbackSite site, InsertionPoint point, EnclosingFunction function)
    {
        _site = site;
        _point = point;
        _function = function;
        _imports = new Imports(site.Model, point.Node.SpanStart);
        _layout = new TextLayout(site.Root, site.Text, point.Node.SpanStart);
    }

    /// <summary>The changes to try; none where something would have to be guessed.</summary>
    public static IEnumerable<IReadOnlyList<TextChange>> Candidates(CallbackSite site)
    {
        // An exchange that is skipped for some requests must not be preceded by a check that rejects them all.
        if ((site.Callback.Exchange ?? FirstUse(site.Callback)) is not { } exchange
            || InsertionPoint.Before(exchange, site.Model) is not { IsConditional: false } point
            || Directives.Touch(point)
            || EnclosingFunction.Of(exchange, site.Model) is not { } function
            || function.Node != site.Callback.Node)
        {
            yield break;
        }

        // Whoever is signed in is asked for first; where the callback does not know, the browser's cookie ties it to the flow.
        // The way to the provider, where it builds a state already, has decided.
        var hasCookie = site.Callback.ProviderId is { } id ? OtherEnd.StartHasCookie(id, site.Model.Compilation) : null;
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

    /// <summary>Where the request is written in the callback itself: what takes the code that is no test and no log.</summary>
    private static IdentifierNameSyntax? FirstUse(OAuthCallback callback) =>
        callback.Code is IdentifierNameSyntax code
            ? callback.Node.DescendantNodes().OfType<IdentifierNameSyntax>().FirstOrDefault(name =>
                name.Identifier.ValueText == code.Identifier.ValueText
                && (name.Parent is InitializerExpressionSyntax or InterpolationSyntax
                    || name.FirstAncestorOrSelf<InitializerExpressionSyntax>() is not null)
                && !name.Ancestors().TakeWhile(node => node != callback.Node).Any(static node => node is ExpressionStatementSyntax))
            : null;

    private List<TextChange>? Changes(bool byUser, bool isSuppressed)
    {
        var compilation = _site.Model.Compilation;
        if (_site.Provider is not { } provider
            || compilation.GetTypeByMetadataName("Atom.OAuth.IOAuthStateProtector") is not { } protector
            || compilation.GetTypeByMetadataName("Atom.OAuth.OAuthStateExpectation") is not { } expectation
            || AsyncAction.MakeAwait(_function, _site.Model, _imports) is not { } async
            || ServiceInjection.Find(_site, _point.Anchor, protector, "states", _imports) is not { } service)
        {
            return null;
        }

        var names = new LocalNames(_point, _site.Model);
        var lines = new List<string>();
        if (State(names, lines) is not var (state, parameter))
        {
            return null;
        }

        ScopeValues values = new(_site, _point.Anchor, _imports, new RequestValues(_site.Callback.Node, _site.Model));
        IReadOnlyList<TextChange> request = Array.Empty<TextChange>();
        var expected = byUser ? ByUser(values, isSuppressed) : ByCookie(service.Expression, state, ref request);
        if (expected is null)
        {
            return null;
        }

        var result = names.TakeEither("stateResult", "stateResult");
        if (RejectRequest.Lines(_site, _function, isAsync: true, result + ".Error", _imports) is not { } rejection)
        {
            return null;
        }

        var token = values.CancellationToken is { } name ? ", " + name : string.Empty;
        var call = $"await {service.Expression}.ParseAsync({state}, {_imports.Name(expectation)}.{expected.Replace("$provider", provider)}{token})";
        lines.Add($"var {result} = {call}{(_function.LeavesContext ? ".ConfigureAwait(false)" : string.Empty)};");

        // What the callback knows it need not take from the state. And a page's BadRequest takes no null, which the message is not when the
        // state is invalid.
        var test = (byUser && KnowsTenant(values)) || RejectRequest.IsPage(_function.Symbol?.ContainingType)
            ? $"if (!{result}.IsValid)"
            : $"if (!{result}.TryGetState(out var {names.TakeEither("oauthState", "oauthState")}))";
        lines.AddRange(_layout.BraceOnOwnLine ? new[] { test, "{" } : new[] { test + " {" });
        lines.AddRange(rejection.Select(static line => "\t" + line));
        lines.Add("}");
        lines.Add(string.Empty);

        var inserter = new StatementInserter(_point, _site.Text, _layout, Array.Empty<TextSpan>());
        return UsingDirectives.Add(_imports.Missing, _site.Root, _site.Text, _point.Node, _layout)
            .Concat(async)
            .Concat(parameter)
            .Concat(request)
            .Concat(service.Changes)
            .Concat(inserter.Insert(lines, _function.ReturnsValue))
            .OrderBy(static change => change.Span.Start)
            .ThenBy(static change => change.Span.End)
            .ToList();
    }

    private static string? ByUser(ScopeValues values, bool isSuppressed)
    {
        if (values.User is not { } user)
        {
            return null;
        }

        // A tenant that only the way to the provider knew comes back in the state.
        var tenant = KnowsTenant(values) ? ", " + (values.Tenant ?? "null") : string.Empty;
        return $"ForUserSession($provider, {user}{(isSuppressed ? "!" : string.Empty)}{tenant})";
    }

    private static bool KnowsTenant(ScopeValues values) => values.Tenant is not null || !values.HasTenants;

    /// <summary>The cookie comes with the request, which the handler of an endpoint may have to take first.</summary>
    private string? ByCookie(string states, string state, ref IReadOnlyList<TextChange> added)
    {
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

    /// <summary>The state as an expression, and the parameter that has to be added for it; null where the callback shows no way to it.</summary>
    private (string State, IReadOnlyList<TextChange> Parameter)? State(LocalNames names, List<string> lines)
    {
        var isNullable = (_site.Model.GetNullableContext(_point.Node.SpanStart) & NullableContext.AnnotationsEnabled) != 0;
        if (_site.Callback.State is { } known)
        {
            return (known is IdentifierNameSyntax ? known.ToString() : Local(known.ToString()), Array.Empty<TextChange>());
        }

        switch (_site.Callback.Code)
        {
            // Read by hand: the state is read in the same way.
            case not IdentifierNameSyntax and not MemberAccessExpressionSyntax and { } read
                when read.DescendantTokens().FirstOrDefault(static token => token.IsKind(SyntaxKind.StringLiteralToken)
                && token.ValueText == "code") is { RawKind: not 0 } key:
                var text = read.ToString();
                return (Local(text.Substring(
                    0, key.SpanStart - read.SpanStart) + "\"state\"" + text.Substring(key.Span.End - read.SpanStart)), Array.Empty<TextChange>());

            // Bound from a body: the state has to come with it, and only its author can say under which name.
            case MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax bound }:
                return MemberOf(bound) is { } member ? ($"{bound}.{member}", Array.Empty<TextChange>()) : null;

            case IdentifierNameSyntax code when CodeParameter(code) is { } parameter && !IsNameTaken():
                var attribute = parameter.AttributeLists.Any(static list => list.Attributes.Any(static a => a.Name.ToString() == "FromQuery"))
                    ? "[FromQuery] "
                    : string.Empty;
                return ParameterInsertion.Add(
                    _site.Callback.Node, $"{attribute}string{(isNullable ? "?" : string.Empty)} state", _site, _imports) is { } added
                    ? ("state", added)
                    : null;

            default:
                return null;
        }

        string Local(string value)
        {
            var name = names.TakeEither("state", "returnedState");
            lines.Add($"string{(isNullable ? "?" : string.Empty)} {name} = {value};");
            return name;
        }
    }

    private bool IsNameTaken() =>
        _site.Callback.Node.DescendantTokens().Any(static token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == "state");

    private ParameterSyntax? CodeParameter(IdentifierNameSyntax code) =>
        CallbackCandidate.ParametersOf(_site.Callback.Node).FirstOrDefault(parameter => parameter.Identifier.ValueText == code.Identifier.ValueText
            && !parameter.AttributeLists
                .SelectMany(static list => list.Attributes)
                .Any(static a => a.Name.ToString() is "FromBody" or "FromForm" or "FromRoute"));

    private string? MemberOf(IdentifierNameSyntax bound) =>
        CallbackCandidate.ParametersOf(_site.Callback.Node).FirstOrDefault(
            parameter => parameter.Identifier.ValueText == bound.Identifier.ValueText) is { } parameter
        && _site.Model.GetDeclaredSymbol(parameter) is IParameterSymbol { Type: var type }
            ? type.GetMembers()
                .OfType<IPropertySymbol>()
                .FirstOrDefault(static p => p.Type.SpecialType == SpecialType.System_String && p.Name is "State" or "state" or "OAuthState")?.Name
            : null;
}
