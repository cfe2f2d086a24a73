using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>
/// ATOM009: determines what happens to the refresh token in a refresh's response, in the member that sends the request and in those that
/// receive the whole response.
/// </summary>
internal sealed class RotationAnalysis
{
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<bool, RotationAnalysis>> Cache = new();

    /// <summary>Types of responses that are not parsed yet.</summary>
    private static readonly WordTable UnreadTypes = new(
        WordMatch.Whole, StringComparison.Ordinal,
        "String", "HttpResponseMessage", "HttpContent", "RestResponse", "IRestResponse", "RestResponseBase", "IFlurlResponse",
        "WebResponse", "HttpWebResponse", "Stream", "Byte[]");

    /// <summary>Parts of the names of calls that refresh, if their source is unavailable.</summary>
    private static readonly NameTable Refreshes = new("Refresh", "Renew");

    /// <summary>Part of the names of calls that refresh a token, whatever their arguments are called.</summary>
    private static readonly NameTable Tokens = new("Token");

    /// <summary>Parts of names that indicate the tokens of another service.</summary>
    private static readonly NameTable OAuthNames = new("Oauth", "Oauth2", "Pkce");

    /// <summary>Names of the secret that authenticates an application to an authorization server.</summary>
    private static readonly NameTable ClientSecrets = new("Client Secret", "App Secret", "Secret Key", "Consumer Secret");

    /// <summary>Each name of a refresh contains one of these words.</summary>
    private static readonly string[] RefreshWords = { "Refresh", "Renew" };

    /// <summary>The maximum depth of calls for following a whole response.</summary>
    private const int MaxCalls = 2;

    /// <summary>The maximum number of layers below a store that pass the tokens on.</summary>
    private const int MaxStores = 3;

    /// <summary>A file without one of these neither refreshes nor receives a response.</summary>
    private static readonly string[] SearchWords = { "refresh" };

    private readonly CalledMethods _methods;
    private readonly RefreshesElsewhere? _elsewhere;
    private readonly RequestedTokens _requested;
    private readonly Compilation _compilation;
    private readonly Lazy<Dictionary<string, List<SyntaxNode>>> _refreshing;
    private readonly Lazy<RequestMakers> _makers;

    private RotationAnalysis(Compilation compilation, bool followReferences)
    {
        _compilation = compilation;
        _methods = new CalledMethods(compilation, followReferences: false);
        _requested = new RequestedTokens(compilation, _methods);
        _elsewhere = followReferences ? new RefreshesElsewhere(compilation) : null;
        _makers = new Lazy<RequestMakers>(() => new RequestMakers(new VisibleProjects(compilation, followReferences: false), _methods));
        _refreshing = new Lazy<Dictionary<string, List<SyntaxNode>>>(() => Refreshing(compilation));
    }

    /// <summary>Searches the text: returns false for a file that has nothing to report.</summary>
    public static bool MayHaveAny(SyntaxNode root) => root.MentionsInAnyCase(SearchWords);

    /// <param name="model">The semantic model of the file.</param>
    /// <param name="followReferences">Whether to search refreshes in other projects if their source is available.</param>
    public static IReadOnlyList<RotationFinding> Find(SemanticModel model, bool followReferences) =>
        Cache.GetValue(model.Compilation, static _ => new())
            .GetOrAdd(followReferences, follow => new RotationAnalysis(model.Compilation, follow))
            .FindIn(model);

    /// <summary>
    /// Gets the methods that return a refresh's whole response, by name: those that send the request, and those that call them.
    /// </summary>
    private Dictionary<string, List<SyntaxNode>> Refreshing(Compilation compilation)
    {
        Dictionary<string, List<SyntaxNode>> found = new(StringComparer.Ordinal);
        var added = compilation.SyntaxTrees.SelectMany(tree => RefreshesIn(tree.GetRoot()))
            .Where(static refresh => (refresh.Send.Grants & Grants.UsedOnce) == Grants.RefreshToken)
            .Select(static refresh => (refresh.Send.Call, refresh.Member))
            .Concat(compilation.SyntaxTrees.SelectMany(static tree => ChosenGrants.In(tree.GetRoot())))
            .ToList();
        for (var callsLeft = MaxCalls; callsLeft > 0 && added.Count > 0; callsLeft--)
        {
            var methods = added.Where(refresh => refresh.Member is MethodDeclarationSyntax && HandsOn(refresh.Call, refresh.Member))
                .Select(static refresh => (MethodDeclarationSyntax)refresh.Member).Distinct().ToList();
            foreach (var method in methods)
            {
                var name = method.Identifier.ValueText;
                (found.TryGetValue(name, out var known) ? known : found[name] = new List<SyntaxNode>()).Add(method);
            }

            added = methods.SelectMany(method => CallersOf(method).Where(call => ChosenGrants.IsRefresh(call, method)))
                .Select(static call => (call, CarriedGrants.Member(call)))
                .Where(caller => !IsKnown(caller.Item2)).ToList();
        }

        return found;

        bool HandsOn(InvocationExpressionSyntax call, SyntaxNode member) => UseOf(call, member) is { } use
            && ((use.OnlyReturns && !IsKeptByMapper(use)) || use.Mapped().Any() || ReturnsMapped(use));

        bool IsKnown(SyntaxNode member) => member is MethodDeclarationSyntax method
            && found.TryGetValue(method.Identifier.ValueText, out var known) && known.Contains(member);
    }

    private List<RotationFinding> FindIn(SemanticModel file)
    {
        var root = file.SyntaxTree.GetRoot();
        var found = LostByRequests(root).Concat(LostByCallers(root)).Concat(LostByUnseen(root)).ToList();

        // A loss inside the called method is not reported again for its caller.
        return found
            .Where(finding => !(_methods.Of((InvocationExpressionSyntax)finding.Refresh!) is [var only]
                && found.Exists(inner => inner != finding
                    && inner.Place.SyntaxTree == only.Body.SyntaxTree
                    && only.Body.Span.Contains(inner.Place.Span))))
            .Where(finding => !TestCode.Contains(finding.Place)
                && (finding.Loss == RotationLoss.Overwritten
                    || (!KeepsToken(finding.Refresh!) && !IsKeptInside((InvocationExpressionSyntax)finding.Refresh!))))
            .GroupBy(static finding => finding.Place)
            .Select(static group => group.First())
            .ToList();
    }

    /// <summary>Returns true if the called method requests the tokens and passes them on to code that may store them before it returns them.</summary>
    private bool IsKeptInside(InvocationExpressionSyntax call) =>
        _methods.Of(call) is [var only]
        && UsesOfRefreshesIn(only.Body).Any(static use => use.PassesOnTaker);

    private bool KeepsToken(SyntaxNode refresh) => KeepingProviders.Serve(refresh, _methods.Model(refresh.SyntaxTree));

    /// <summary>Finds losses in members that send the request.</summary>
    private IEnumerable<RotationFinding> LostByRequests(SyntaxNode root)
    {
        foreach (var (send, member) in RefreshesIn(root))
        {
            if (UseOf(send.Call, CarriedGrants.Scope(send.Call)) is { } use
                && (Loss(use, isOwnRequest: true) ?? SavedByCallers(use, member)) is { } loss
                && (loss.Loss == RotationLoss.Overwritten
                    || (!_requested.Are(member) && (send.Grants & Grants.AuthorizationCode) == 0 && !(send.Maker is { } maker && KeepsToken(maker)))))
            {
                yield return loss with { Refresh = send.Call };
            }
        }
    }

    /// <summary>Finds losses in callers of methods that return the response.</summary>
    private IEnumerable<RotationFinding> LostByCallers(SyntaxNode root)
    {
        foreach (var refreshing in _refreshing.Value)
        {
            foreach (var call in Callers.In(root, refreshing.Key))
            {
                if (_methods.Of(call).Any(called => refreshing.Value.Contains(called.Body) && CarriedGrants.Member(call) != called.Body
                        && ChosenGrants.IsRefresh(call, called.Body))
                    && UseOf(call, CarriedGrants.Scope(call)) is { } use
                    && (Loss(use, isOwnRequest: false) ?? EmptyStored(use, call)) is { } loss
                    && !(loss.IsWhole && _methods.Of(call).Any(called => IsToldAtMapping(called.Body))))
                {
                    yield return loss with { Refresh = call };
                }
            }
        }
    }

    /// <summary>Finds losses of responses to requests in unavailable source.</summary>
    private IEnumerable<RotationFinding> LostByUnseen(SyntaxNode root)
    {
        foreach (var call in UnseenRefreshesIn(root))
        {
            if (UseOf(call, CarriedGrants.Scope(call)) is { } use
                && Loss(use, isOwnRequest: false) is { } loss
                && (loss.Loss != RotationLoss.Dropped || use.TakesPlaceOfOld))
            {
                yield return loss with { Refresh = call };
            }
        }
    }

    /// <summary>
    /// Gets calls of another project, or of an interface not implemented in the project: <c>strava.RefreshTokenAsync(user.RefreshToken)</c>.
    /// They are recognized by their name, the refresh token in their arguments and in their result, and by the name of a provider or of OAuth, or
    /// the application's secret, because an application's own server has refresh tokens as well. If the source is available, it decides.
    /// </summary>
    private IEnumerable<InvocationExpressionSyntax> UnseenRefreshesIn(SyntaxNode root)
    {
        foreach (var token in root.TokensWithAny(RefreshWords, StringComparison.Ordinal))
        {
            if (Callers.CallOf(token.Parent) is { ArgumentList.Arguments.Count: > 0 } call
                && Refreshes.Matches(token.ValueText)
                && (call.ArgumentList.MentionsInAnyCase(SearchWords) || TakesRefreshToken(call))
                && (_methods.Symbol(call) is { } method
                    ? Result(method) is { } answer && AnswerTypes.HasRefreshToken(answer)
                        && (_elsewhere?.IsRefresh(call) ?? AsksProvider(call, method, answer))
                    : NamesProvider(token.ValueText))
                && _methods.Of(call).Count == 0)
            {
                yield return call;
            }
        }
    }

    /// <summary><c>RefreshTokenAsync(user.Bearer)</c>: the parameter is named after the token.</summary>
    private bool TakesRefreshToken(InvocationExpressionSyntax call) =>
        Tokens.Matches(call.CalledName())
        && _methods.Symbol(call)?.Parameters.Any(static parameter => TokenNames.IsRefresh(parameter.Name)) == true;

    private static INamedTypeSymbol? Result(IMethodSymbol method) =>
        (method.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] }
            ? result
            : method.ReturnType) as INamedTypeSymbol;

    private static bool AsksProvider(InvocationExpressionSyntax call, IMethodSymbol method, INamedTypeSymbol answer)
    {
        var names = new[]
        {
            method.Name, answer.Name, method.ContainingType.Name, method.ContainingNamespace?.Name ?? "",
            call.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.ValueText ?? "",
        };
        return Array.Exists(names, NamesProvider) || HandsOverSecret(call);
    }

    private static bool NamesProvider(string name) => KnownProviders.NameInIdentifier(name) is not null || OAuthNames.Matches(name);

    /// <summary>
    /// <c>RefreshAsync(_clientId, _clientSecret, token)</c>: the secret of this application. A server receives those of others in requests.
    /// </summary>
    private static bool HandsOverSecret(InvocationExpressionSyntax call)
    {
        var parameters = (CarriedGrants.Member(call) as BaseMethodDeclarationSyntax)?.ParameterList.Parameters
            .Select(static parameter => parameter.Identifier.ValueText)
            .ToList();
        return call.ArgumentList.Arguments.Any(argument => Callers.NameOf(argument.Expression) is { Identifier.ValueText: var name }
            && ClientSecrets.Matches(name)
            && argument.Expression.Root() is { } root
            && parameters?.Contains(root) != true);
    }

    /// <summary>
    /// Finds a response converted to another object that callers save: <c>return new Tokens { RefreshToken = answer.RefreshToken };</c>. There,
    /// the refresh token of the request is available as a fallback.
    /// </summary>
    private RotationFinding? SavedByCallers(AnswerUse use, SyntaxNode member) =>
        member is MethodDeclarationSyntax method && use.Mapped().FirstOrDefault() is { } mapped
            && CallersOf(method).OrderByDescending(static call => CarriedGrants.Member(call).MentionsInAnyCase(SearchWords))
                .Select(SavedBy).OfType<SyntaxNode>().FirstOrDefault() is { } save
                ? new RotationFinding(mapped, RotationLoss.Overwritten) { Inner = save }
                : null;

    /// <summary>
    /// Finds a token that is stored unless it is null, where the called method replaces a missing one with an empty string:
    /// <c>return new Tokens { RefreshToken = answer.RefreshToken ?? "" };</c>.
    /// </summary>
    private RotationFinding? EmptyStored(AnswerUse use, InvocationExpressionSyntax call) =>
        use.EmptyStored(static _ => true, Absent) is { } stored && _methods.Of(call) is [var only] && IsMappedToEmpty(only.Body, MaxCalls) ? stored : null;

    private bool IsMappedToEmpty(SyntaxNode method, int callsLeft) =>
        UsesOfRefreshesIn(method).Any(static use => use.MapsToEmpty)
        || (callsLeft > 0 && method.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
            _refreshing.Value.TryGetValue(call.CalledName(), out var refreshing)
            && _methods.Of(call) is [var only] && only.Body != method && refreshing.Contains(only.Body)
            && UseOf(call, CarriedGrants.Scope(call)) is { OnlyReturns: true }
            && IsMappedToEmpty(only.Body, callsLeft - 1)));

    /// <summary>
    /// Returns true for a method that converts the response to another object: if that is saved whole, the loss is reported at the member that
    /// takes the token.
    /// </summary>
    private bool IsToldAtMapping(SyntaxNode method) =>
        UsesOfRefreshesIn(method).Any(static use => use.Mapped().Any());

    /// <summary>Returns true for <c>return Format(answer);</c> if that method keeps the refresh token as it is.</summary>
    private bool ReturnsMapped(AnswerUse use) =>
        !use.IsLookedAfter
        && use.GivenToCalls().Concat(use.CallsOnWhole()).Any(given => use.IsReturned(given.Call)
            && _methods.Of(given.Call) is [var only]
            && UseIn(only.Body, only.Parameters, given.Call, given.Value, given.Part)?.Mapped().Any() == true);

    /// <summary>Returns true for <c>return Format(answer, token);</c> if that method falls back to the old token.</summary>
    private bool IsKeptByMapper(AnswerUse use) =>
        use.GivenToCalls().Any(given => use.IsReturned(given.Call)
            && _methods.Of(given.Call).Any(called => AnswerUse.HasFallback(called.Body)
                || UseIn(called.Body, called.Parameters, given.Call, given.Value, given.Part) is { IsLookedAfter: true }));

    /// <summary>Gets the code that saves the result of a call without a test for a refresh token.</summary>
    private SyntaxNode? SavedBy(InvocationExpressionSyntax call) =>
        UseOf(call, CarriedGrants.Scope(call)) is { IsLookedAfter: false } use ? use.Held() ?? SavedWhole(use, MaxCalls)?.Place : null;

    private IEnumerable<InvocationExpressionSyntax> CallersOf(MethodDeclarationSyntax method) =>
        Callers.In(_compilation, method.Identifier.ValueText).Where(call => _methods.Of(call).Any(called => called.Body == method));

    /// <summary>Finds a whole response that is passed to code that saves it, in the project or not, without a test for a refresh token.</summary>
    private RotationFinding? SavedWhole(AnswerUse use, int callsLeft)
    {
        if (use.IsLookedAfter)
        {
            return use.TextBesideTest() is { } text ? new RotationFinding(text, RotationLoss.Overwritten) { IsWhole = true } : null;
        }

        foreach (var (value, call, part) in use.GivenToCalls().Concat(use.CallsOnWhole()))
        {
            var place = (SyntaxNode?)(value.Parent as ArgumentSyntax) ?? call;
            if (RunWith(value, call) is ({ } run, { } taken)
                && new AnswerUse(new AnswerFlow(run, call, taken, part), _methods.Model(run.SyntaxTree)) is { IsLookedAfter: false } running
                && !TokenStores.KeepsInSql(run)
                && running.Overwrite(Absent) is { } written)
            {
                return At(place, written);
            }

            switch (_methods.Of(call))
            {
                case [] when place != call && use.IsSavedWhole(value, call):
                case [{ Body: BaseMethodDeclarationSyntax { Body: { } body } }]
                    when place != call && use.IsSavedWhole(value, call) && !body.MentionsInAnyCase(SearchWords):
                    return new RotationFinding(place, RotationLoss.Overwritten) { IsWhole = true };
                case [var only] when callsLeft > 0 && UseIn(only.Body, only.Parameters, call, value, part) is { IsLookedAfter: false } called:
                    if (called.Overwrite(Absent) is { } inner)
                    {
                        return At(place, inner);
                    }

                    if (called.Held() is not null || SavedWhole(called, callsLeft - 1) is not null)
                    {
                        return new RotationFinding(place, RotationLoss.Overwritten) { IsWhole = true };
                    }

                    // A mapper that the code exchange uses as well: its caller stores the converted response.
                    if (called.Mapped().FirstOrDefault() is { } mapped && use.IsKept(call))
                    {
                        return new RotationFinding(mapped.SyntaxTree == call.SyntaxTree ? mapped : place, RotationLoss.Overwritten);
                    }

                    break;
            }
        }

        return null;
    }

    private static RotationFinding At(SyntaxNode place, RotationFinding inner) =>
        inner.Place.SyntaxTree == place.SyntaxTree ? inner : new RotationFinding(place, RotationLoss.Overwritten) { Inner = inner.Place };

    /// <summary><c>rows.WriteAsync(FillUpdate, answer)</c>: gets the method that is passed along with the response, and its parameter for it.</summary>
    private (SyntaxNode? Body, string? Parameter) RunWith(ExpressionSyntax value, InvocationExpressionSyntax call)
    {
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (argument.Expression is IdentifierNameSyntax method && method != value
                && _methods.Model(call.SyntaxTree).GetTypeInfo(value).Type is { } type
                && _methods.Named(method) is MethodDeclarationSyntax body
                && body.ParameterList.Parameters.FirstOrDefault(parameter => parameter.Type is { } declared
                    && _methods.TypeOf(declared) is { } taken && taken.Equals(type, SymbolEqualityComparer.Default)) is { } parameter)
            {
                return (body, parameter.Identifier.ValueText);
            }
        }

        return default;
    }

    /// <summary>Gets a method's use of the response that it receives; null if it writes SQL that keeps the stored token.</summary>
    private AnswerUse? UseIn(SyntaxNode body, IReadOnlyList<string> parameters, InvocationExpressionSyntax call, ExpressionSyntax value,
        AnswerPart part) =>
        ParameterOf(value, body, parameters) is { } parameter && !TokenStores.KeepsInSql(body)
            ? new AnswerUse(new AnswerFlow(body, call, parameter, part), _methods.Model(body.SyntaxTree))
            : null;

    private static string? ParameterOf(ExpressionSyntax value, SyntaxNode body, IReadOnlyList<string> parameters) =>
        value.Parent is ArgumentSyntax argument
            ? argument.ParameterName(parameters) is { } parameter && parameters.Contains(parameter) ? parameter : null
            : body is MethodDeclarationSyntax { ParameterList.Parameters: [{ Modifiers: var modifiers } receiver, ..] }
                && modifiers.Any(SyntaxKind.ThisKeyword)
                    ? receiver.Identifier.ValueText
                    : null;

    private IEnumerable<(TokenSend Send, SyntaxNode Member)> RefreshesIn(SyntaxNode root) =>
        MayHaveAny(root)
            ? RefreshesWrittenIn(root).Concat(_makers.Value.RefreshesIn(root))
            : Enumerable.Empty<(TokenSend, SyntaxNode)>();

    private static IEnumerable<(TokenSend Send, SyntaxNode Member)> RefreshesWrittenIn(SyntaxNode root) =>
        (GrantTexts.MayBeIn(root) ? Members.In(root) : Enumerable.Empty<MemberDeclarationSyntax>())
            .Where(static member => member is MethodDeclarationSyntax
                or ConstructorDeclarationSyntax or PropertyDeclarationSyntax or FieldDeclarationSyntax)
            .Concat(root is CompilationUnitSyntax { Members: var members } && members.Any(static member => member is GlobalStatementSyntax)
                ? new[] { root }
                : Array.Empty<SyntaxNode>())
            .SelectMany(static member => TokenSends.In(member).Where(static send => (send.Grants & Grants.RefreshToken) != 0)
                .Select(send => (send, member)));

    /// <summary>Gets what a method does with the responses to the refreshes that it sends itself.</summary>
    private IEnumerable<AnswerUse> UsesOfRefreshesIn(SyntaxNode method) =>
        RefreshesIn(method.SyntaxTree.GetRoot())
            .Where(refresh => refresh.Member == method)
            .Select(refresh => UseOf(refresh.Send.Call, CarriedGrants.Scope(refresh.Send.Call)))
            .OfType<AnswerUse>();

    private AnswerUse? UseOf(InvocationExpressionSyntax origin, SyntaxNode member)
    {
        var model = _methods.Model(origin.SyntaxTree);
        var value = origin.Parent is AwaitExpressionSyntax awaited ? (ExpressionSyntax)awaited : origin;
        if (model.GetTypeInfo(value).Type is not { TypeKind: not TypeKind.Error } type)
        {
            // The type is unresolved, from a missing library: the result of a token request is treated as a parsed response.
            return new AnswerUse(
                new AnswerFlow(member, origin, AnswerFlow.KeepsItsResponse(origin) ? AnswerPart.Response : AnswerPart.Whole, HandlersOf(origin, model)),
                model);
        }

        // Without await it is a task, and the type argument is the result.
        type = value == origin && type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } ? result : type;
        var part = IsUnread(type) ? AnswerPart.Response : AnswerPart.Whole;

        // A helper shared by code exchanges and refreshes may itself keep the stored token.
        return _methods.Of(origin) is [var helper] && helper.Body != member && AnswerUse.HasFallback(helper.Body)
            ? null
            : new AnswerUse(new AnswerFlow(member, origin, part, HandlersOf(origin, model)), model);
    }

    private static bool IsUnread(ITypeSymbol type) =>
        UnreadTypes.Matches(type.Name) || type is IArrayTypeSymbol || (type is INamedTypeSymbol named && AnswerTypes.IsTransport(named));

    /// <summary><c>client.CallAsync(Create, response => …)</c>.</summary>
    private static IEnumerable<(string Parameter, AnswerPart Part)> HandlersOf(InvocationExpressionSyntax origin, SemanticModel model) =>
        from argument in origin.ArgumentList.Arguments
        let function = argument.Expression as AnonymousFunctionExpressionSyntax
        where function is not null && TokenSends.TakesResponse(function)
        let parameter = CallbackCandidate.ParametersOf(function).FirstOrDefault()
        where parameter is not null && model.GetDeclaredSymbol(parameter) is IParameterSymbol
        let type = ((IParameterSymbol)model.GetDeclaredSymbol(parameter)!).Type
        let isUnread = IsUnread(type) || (type.TypeKind == TypeKind.Error && parameter.Identifier.ValueText == "response")
        where isUnread || (type is INamedTypeSymbol named && AnswerTypes.HasBothTokens(named))
        select (parameter.Identifier.ValueText, isUnread ? AnswerPart.Response : AnswerPart.Whole);

    private RotationFinding? Loss(AnswerUse use, bool isOwnRequest)
    {
        if (use.OldKept() is { } old)
        {
            return new RotationFinding(old, RotationLoss.OldKept);
        }

        if ((use.Overwrite(Absent) ?? use.EmptyStored(use.DefaultsToEmpty, Absent)) is { } overwritten)
        {
            return overwritten with { Inner = overwritten.Inner ?? StoredBy(overwritten.Place) };
        }

        if (SavedWhole(use, MaxCalls) is { } saved)
        {
            return saved;
        }

        if (use.HeldInVain() is { } inVain)
        {
            return new RotationFinding(inVain, RotationLoss.Dropped);
        }

        if (use.ReadsRefreshToken)
        {
            return null;
        }

        if (use.HandsOnWhole)
        {
            return isOwnRequest && use.ReadAsTypeWithoutRefreshToken() is { } read
                ? new RotationFinding(read, RotationLoss.Dropped)
                : DroppedByReceiver(use);
        }

        if (use.KeptAccessToken is not { } access || IsKeptByReader(use))
        {
            return null;
        }

        return use.OldBesideNew() is { } beside
            ? new RotationFinding(beside, RotationLoss.OldKept)
            : new RotationFinding(access, RotationLoss.Dropped);
    }

    /// <summary>Returns true for <c>var tokens = await SaveAsync(text);</c>: the helper that parses the response passes it on to code that may store it.</summary>
    private bool IsKeptByReader(AnswerUse use) =>
        use.Readers().Any(reader => _methods.Of(reader.Call) is [var only]
            && UseIn(only.Body, only.Parameters, reader.Call, reader.Value, AnswerPart.Response)?.GivenToCalls().Any() == true);

    /// <summary>Finds a response that is only passed to a method of the project that takes just its access token: <c>account.Apply(answer)</c>.</summary>
    private RotationFinding? DroppedByReceiver(AnswerUse use) =>
        use.HandedToOneCall is { } value
        && value.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
        && _methods.Of(call) is [var only]
        && UseIn(only.Body, only.Parameters, call, value, AnswerPart.Whole) is { ReadsRefreshToken: false, HandsOnWhole: false, StoredAccessToken: { } stored }
            ? stored.SyntaxTree == call.SyntaxTree
                ? new RotationFinding(stored, RotationLoss.Dropped)
                : new RotationFinding(value, RotationLoss.Dropped) { Inner = stored }
            : null;

    /// <summary>Determines what a called method does with a refresh token if it is passed none.</summary>
    private AbsentValue Absent(InvocationExpressionSyntax call, int ordinal) => Absent(call, ordinal, MaxStores);

    private AbsentValue Absent(InvocationExpressionSyntax call, int ordinal, int storesLeft) =>
        StoresCalledBy(call) is not ({ Count: > 0 } called, var methods) ? AbsentValue.Unseen
        : called is not [var only] || ordinal >= only.Parameters.Count ? AbsentValue.Kept
        : UsesOf(only.Parameters[ordinal], only.Body) is not { Count: > 0 } uses
            ? only.Parameters.Any(other => TokenNames.IsAccessMember(other) && UsesOf(other, only.Body).Exists(static use => !IsLogged(use)))
                ? AbsentValue.Ignored
                : AbsentValue.Kept
        : uses.Exists(IsTested) || TokenStores.KeepsInSql(only.Body) ? AbsentValue.Kept
        : new TokenStores(only.Body, methods.Model(only.Body.SyntaxTree)).AssignmentOf(only.Parameters[ordinal]) is not null ? AbsentValue.Stored
        : uses.Exists(use => IsKeptByNext(use, only.Parameters, storesLeft)) ? AbsentValue.Kept
        : AbsentValue.Used;

    /// <summary>
    /// <c>_rows.UpsertAsync(id, access, refresh)</c>: a layer that only passes the tokens on leaves it to the next one to keep the stored token.
    /// That may be so as well if the next one is not available, or too far away.
    /// </summary>
    private bool IsKeptByNext(IdentifierNameSyntax use, IReadOnlyList<string> parameters, int storesLeft) =>
        use.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax next } list } argument
        && Awaiting.UserOf(next) is ExpressionStatementSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax
        && (storesLeft == 0 ? AbsentValue.Unseen : Absent(next, list.Arguments.IndexOf(argument), storesLeft - 1)) switch
        {
            AbsentValue.Kept => true,
            AbsentValue.Unseen => list.Arguments.Any(other => other.Expression is IdentifierNameSyntax { Identifier.ValueText: var name }
                && parameters.Contains(name) && TokenNames.IsAccessMember(name)),
            _ => false,
        };

    /// <summary>Gets the assignment in a called method of this project that stores the argument.</summary>
    private AssignmentExpressionSyntax? StoredBy(SyntaxNode place) =>
        place is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } list } argument
        && _methods.Of(call) is [var only]
        && list.Arguments.IndexOf(argument) is var ordinal && ordinal < only.Parameters.Count
            ? new TokenStores(only.Body, _methods.Model(only.Body.SyntaxTree)).AssignmentOf(only.Parameters[ordinal])
            : null;

    /// <summary>Gets the bodies of a method that may store a token, also in another project whose source is available.</summary>
    private (IReadOnlyList<(SyntaxNode Body, IReadOnlyList<string> Parameters)> Called, CalledMethods Methods) StoresCalledBy(
        InvocationExpressionSyntax call) =>
        _methods.Of(call).Count > 0 || _elsewhere is null ? (_methods.Of(call), _methods) : (_elsewhere.Methods.Of(call), _elsewhere.Methods);

    private static List<IdentifierNameSyntax> UsesOf(string parameter, SyntaxNode body) =>
        body.TokensNamed(parameter).Select(static token => token.Parent).OfType<IdentifierNameSyntax>().ToList();

    private static bool IsLogged(IdentifierNameSyntax name) =>
        name.Ancestors().TakeWhile(static node => node is not StatementSyntax).OfType<InvocationExpressionSyntax>().Any(Outcomes.IsLog);

    private static bool IsTested(IdentifierNameSyntax name)
    {
        foreach (var ancestor in name.Ancestors())
        {
            switch (ancestor)
            {
                case IfStatementSyntax choice when choice.Condition.Span.Contains(name.Span):
                case ConditionalExpressionSyntax test when test.Condition.Span.Contains(name.Span):
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression }:
                case IsPatternExpressionSyntax:
                    return true;
                case StatementSyntax:
                    return false;
            }
        }

        return false;
    }
}
