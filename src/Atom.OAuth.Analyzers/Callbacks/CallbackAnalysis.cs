using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>The OAuth callbacks of a file. Two rules and their fixers need them, so each file is analyzed once per compilation.</summary>
internal static class CallbackAnalysis
{
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<OAuthOptions, PerOptions>> Cache = new();

    public static ImmutableArray<OAuthCallback> Find(SemanticModel model, OAuthOptions options, CancellationToken cancellationToken)
    {
        var known = Cache.GetValue(model.Compilation, static _ => new()).GetOrAdd(options, _ => new PerOptions(model.Compilation, options));
        return known.Files.TryGetValue(model.SyntaxTree, out var found)
            ? found
            : known.Files.GetOrAdd(model.SyntaxTree, FindIn(model, options, known, cancellationToken));
    }

    private static ImmutableArray<OAuthCallback> FindIn(
        SemanticModel model, OAuthOptions options, PerOptions known, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<OAuthCallback>();
        var root = model.SyntaxTree.GetRoot(cancellationToken);
        CandidateFinder finder = new(model, cancellationToken);
        foreach (var candidate in finder.Find(root).Concat(known.Receivers.In(root, finder, cancellationToken)))
        {
            if (!TestCode.Contains(candidate.Node) && Judge(candidate, known.Bodies, options, cancellationToken) is { } callback
                && !(candidate.Node is MethodDeclarationSyntax method && known.Services.AreCalledByACallback(method, cancellationToken)))
            {
                found.Add(callback);
            }
        }

        return found.ToImmutable();
    }

    private static OAuthCallback? Judge(CallbackCandidate candidate, CalledMethods methods, OAuthOptions options, CancellationToken cancellationToken)
    {
        var isInContext = IsInContext(candidate);
        var isOnlySentOn = !isInContext && !candidate.Node.Mentions(CallbackWords.OAuthWords) && !MayBeInContext(candidate);
        if (isOnlySentOn && !(candidate.Codes.Count > 0 && candidate.Node.Mentions(CallbackWords.SendsOn)))
        {
            return null;
        }

        var reach = CallbackReach.Of(candidate, methods, options, isInContext, cancellationToken);
        if (!reach.Exchanges
            || (isOnlySentOn && !reach.Visited.Any(IsClearExchange))
            || (candidate.IsAnyCode && !reach.Visited.Any(static body => SentCodes.In(body).Any()))
            || reach.Visited.Any(static body => body.Mentions(ExchangeWords.WithoutRedirect)))
        {
            return null;
        }

        if (reach.Save is not null)
        {
            reach.FollowOthers();
        }

        var provider = CallbackProvider.Of(candidate, reach.Visited);
        var id = provider is null ? null : KnownProviders.IdOf(provider);
        var scope = new CallbackScope(candidate, reach.Save);
        var isBound = candidate.HasNoState || IsOfFramework(candidate.Node) || IsMessage(candidate) || AntiForgery.Binds(candidate.Node);
        var state = isBound ? StateUse.Checked : StateChecks.Of(candidate, reach.Exchange, methods, options, cancellationToken);
        return new OAuthCallback
        {
            Node = candidate.Node,
            Name = candidate.Name,
            Location = candidate.Location,
            Provider = provider,
            ProviderId = id,
            MissesSync = reach.Save is not null
                && !reach.Syncs
                && !(reach.OnlySignsIn && !SignInWords.Installs.Matches(provider ?? ""))
                && !IsOfFramework(candidate.Node)
                && !HasBase(candidate.Node, CallbackWords.SignInHandlers)
                && !IsWithoutHistory(provider, id, options),
            MissesStateCheck = state is StateUse.Unchecked or StateUse.CheckedLate,
            ChecksStateLate = state == StateUse.CheckedLate,
            Save = reach.Save,
            Exchange = reach.Exchange,
            Code = candidate.Code,
            State = scope.State,
            TakesState = scope.State is not null || candidate.Carriers.Except(candidate.Stateless).Any(),
            Error = scope.Error,
            ErrorDescription = scope.ErrorDescription,
            User = scope.User,
            Tenant = scope.Tenant,
        };
    }

    private static bool IsInContext(CallbackCandidate candidate)
    {
        var type = candidate.Node.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        return !candidate.IsNamedByState
            && (candidate.States.Count > 0
                || IsContext(candidate.Name)
                || (candidate.Node is MethodDeclarationSyntax method && HasContext(method.AttributeLists))
                || (type is not null && (CallbackWords.Context.Matches(type.Identifier.ValueText) || HasContext(type.AttributeLists))));
    }

    private static bool HasContext(SyntaxList<AttributeListSyntax> attributes) => attributes
        .SelectMany(static list => list.DescendantTokens())
        .Any(static token => token.IsKind(SyntaxKind.StringLiteralToken) && IsContext(token.ValueText));

    /// <summary>Checks a name or a route.</summary>
    private static bool IsContext(string name) => CallbackWords.Context.Matches(name.Replace('/', '_'));

    /// <summary>
    /// Returns true if the code may be an authorization code although no OAuth term occurs, which the called methods must confirm: the same object
    /// has a state, or the type is named after a provider.
    /// </summary>
    private static bool MayBeInContext(CallbackCandidate candidate) =>
        candidate.Carriers.Except(candidate.Stateless).Any()
        || KnownProviders.NameInIdentifier(candidate.Node.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.ValueText ?? "") is not null;

    /// <summary>
    /// Without any such sign, the browser is at least sent on to another page, and the exchange is one of OAuth for sure: vouchers and codes of text
    /// messages are sent with a secret as well.
    /// </summary>
    private static bool IsClearExchange(SyntaxNode body) =>
        body.Mentions(ExchangeWords.Grants)
        || (body.TokensWithAny(ExchangeWords.Addresses).Any(TextSearch.IsText) && body.TokensQuoting(ExchangeWords.Code).Any())
        || body.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(static call =>
            call.CalledName() is var name && ExchangeWords.Calls.Matches(name) && ExchangeWords.CallsForTokens.Matches(name));

    private static bool IsWithoutHistory(string? provider, string? id, OAuthOptions options) =>
        ProviderHistory.CannotBeFetched(id ?? provider)
        || (provider is not null && options.IntegrationsWithoutHistory.Contains(provider))
        || (id is not null && options.IntegrationsWithoutHistory.Contains(id));

    private static bool IsOfFramework(SyntaxNode node) => HasBase(node, CallbackWords.FrameworkHandlers);

    /// <summary>Returns true if a queued message contains the code: there is no browser whose state could be checked.</summary>
    private static bool IsMessage(CallbackCandidate candidate) =>
        candidate.Parameters.Any(static parameter => parameter.AttributeLists.HasAttribute(CallbackWords.MessageAttributes));

    /// <summary>Compares by name, because the framework may not be referenced.</summary>
    private static bool HasBase(SyntaxNode node, WordTable names) =>
        node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type && BaseTypes.NamesOf(type).Any(names.Matches);

    private sealed class PerOptions
    {
        public PerOptions(Compilation compilation, OAuthOptions options)
        {
            Bodies = new CalledMethods(compilation, options.FollowsProjectReferences);
            Receivers = new TokenReceivers(Bodies, options);
            Services = new ServiceMethods(compilation, Bodies);
        }

        public CalledMethods Bodies { get; }

        public TokenReceivers Receivers { get; }

        public ServiceMethods Services { get; }

        public ConcurrentDictionary<SyntaxTree, ImmutableArray<OAuthCallback>> Files { get; } = new();
    }
}
