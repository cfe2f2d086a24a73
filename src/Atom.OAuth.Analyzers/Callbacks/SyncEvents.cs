using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>What runs because of a callback though nothing there calls it: subscribers, handlers of events, and services that are woken.</summary>
internal sealed class SyncEvents
{
    private readonly CalledMethods _methods;

    public SyncEvents(CalledMethods methods) => _methods = methods;

    /// <summary><c>Connected?.Invoke(userId)</c>: the functions that subscribe to the events which a body raises.</summary>
    public IEnumerable<SyntaxNode> SubscribersTo(SyntaxNode body) =>
        body.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type ? Enumerable.Empty<SyntaxNode>()
        : type.Members.OfType<EventFieldDeclarationSyntax>()
            .SelectMany(static declared => declared.Declaration.Variables)
            .Select(static declared => declared.Identifier.ValueText)
            .Where(raised => body.TokensNamed(raised).Any(static token => token.Parent is IdentifierNameSyntax && SubscriptionOf(token) is null))
            .SelectMany(_methods.TokensNamed)
            .Select(SubscriptionOf)
            .Where(subscription => subscription.IsKind(SyntaxKind.AddAssignmentExpression) && IsEventOf(type, subscription!.Left))
            .Select(subscription => FunctionOf(subscription!.Right))
            .OfType<SyntaxNode>();

    /// <summary>
    /// What handles the event that a call raises, by its name or as something that an object keeps in its list of events until it is saved:
    /// <c>_events.Add(new AccountLinked(Id))</c>. Null where it raises none.
    /// </summary>
    public IEnumerable<SyntaxNode>? HandlersOf(InvocationExpressionSyntax call, string name) =>
        call.ArgumentList.Arguments is [{ Expression: var raised }] && (SyncWords.DomainEvents.Matches(name) || IsListed(call, name, raised))
            ? _methods.HandlersOfEvent(raised)
            : null;

    /// <summary>
    /// A handler hands the event to something that nobody can look into, takes no answer from it, and that does more than to tell people or to
    /// keep the event.
    /// </summary>
    public bool HandsOn(SyntaxNode handler)
    {
        if (handler is not MethodDeclarationSyntax { ParameterList.Parameters: [var raised, ..] })
        {
            return false;
        }

        ValueFlow flow = new(handler, RequestValue.Code, new[] { (raised.Identifier.ValueText, Trace.Raw) });
        return handler.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
            call.CalledName() is var name && !SyncWords.Notices.Matches(name) && !SaveWords.Calls.Matches(name) && !SaveWords.Commits.Matches(name)
            && !LogCalls.Contains(name)
            && flow.IsFrom(call.ArgumentList) && (ConnectFacts.IsDropped(call) || IsLeft(Awaiting.UserOf(call)))
            && _methods.Symbol(call) is { IsAbstract: true } method && _methods.IsOwn(method)
            && !SaveWords.StoreTypes.Matches(method.ContainingType.Name) && _methods.Of(call).Count == 0);
    }

    /// <summary><c>_bell.Release()</c>: the hosted services that wait for what a body signals.</summary>
    public IEnumerable<SyntaxNode> WokenBy(SyntaxNode body) =>
        body.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } signal && Signals(body, signal)
            ? BaseTypes.NamesOf(signal).Where(static name => !SyncWords.OtherBases.Matches(name)).Prepend(signal.Identifier.ValueText)
                .SelectMany(_methods.TokensNamed)
                .Select(static token => token.Parent?.FirstAncestorOrSelf<TypeDeclarationSyntax>())
                .OfType<TypeDeclarationSyntax>()
                .Distinct()
                .Where(type => BaseTypes.NamesOf(type).Any(SyncWords.HostedServices.Matches) && IsWaitedFor(signal, type))
                .SelectMany(static service => service.Members.OfType<MethodDeclarationSyntax>())
                .Where(method => method != body)
            : Enumerable.Empty<SyntaxNode>();

    /// <summary>A lock is waited for where it is given back as well.</summary>
    private static bool Signals(SyntaxNode body, TypeDeclarationSyntax type) =>
        body.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
            SyncWords.Signals.Matches(call.CalledName()) && call.Receiver() is IdentifierNameSyntax { Identifier.ValueText: var signal }
            && type.Members.OfType<FieldDeclarationSyntax>().Any(field => field.Declaration.Type.Mentions(SyncWords.SignalTypes)
                && field.Declaration.Variables.Any(known => known.Identifier.ValueText == signal))
            && !body.TokensNamed(signal).Any(static token => Callers.NameOf(token.Parent?.Parent!) is { Identifier.ValueText: var used }
                && SyncWords.SignalWaits.Matches(used)));

    /// <summary>A service waits for a signal itself, or uses a member of the signal that waits.</summary>
    private static bool IsWaitedFor(TypeDeclarationSyntax signal, TypeDeclarationSyntax service) =>
        Waits(service) || signal.Members.Where(Waits).Select(static member => member switch
        {
            MethodDeclarationSyntax method => method.Identifier.ValueText,
            PropertyDeclarationSyntax property => property.Identifier.ValueText,
            _ => null,
        }).OfType<string>().Any(member => service.TokensNamed(member).Any());

    /// <summary><c>await _bell.WaitAsync()</c>, <c>await _rung.Task</c>.</summary>
    private static bool Waits(SyntaxNode code) => code.DescendantNodes().Any(static node => node switch
    {
        InvocationExpressionSyntax call => SyncWords.SignalWaits.Matches(call.CalledName()),
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText == SyncWords.TaskOfSignal,
        _ => false,
    });

    /// <summary><c>_ = starter.KickAsync(id)</c>, or the last thing that a handler does: nobody asks a handler for an answer.</summary>
    private static bool IsLeft(SyntaxNode? user) =>
        user is ArrowExpressionClauseSyntax or ReturnStatementSyntax
            or AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } };

    /// <summary>The event belongs to the type, or to a type that it is one of; an event that does not bind may do so.</summary>
    private bool IsEventOf(TypeDeclarationSyntax type, ExpressionSyntax subscribed) =>
        _methods.Model(subscribed.SyntaxTree).GetSymbolInfo(subscribed).Symbol is not { } bound
        || (_methods.Model(type.SyntaxTree).GetDeclaredSymbol(type) is INamedTypeSymbol raising
            && bound is IEventSymbol { ContainingType.OriginalDefinition: var declaring }
            && (raising.IsSame(declaring) || raising.BaseType?.OriginalDefinition.IsSame(declaring) == true
                || raising.AllInterfaces.Any(implemented => implemented.OriginalDefinition.IsSame(declaring))));

    /// <summary>A list of what an interface or a base type stands for, and a new object of a type that is one of those.</summary>
    private bool IsListed(InvocationExpressionSyntax call, string name, ExpressionSyntax raised) =>
        name == SyncWords.Listing && raised is BaseObjectCreationExpressionSyntax && call.Receiver() is { } list
        && _methods.TypeOf(list) is INamedTypeSymbol { TypeArguments: [INamedTypeSymbol { SpecialType: SpecialType.None } listed] } type
        && type.RootNamespace() == "System"
        && (listed.TypeKind == TypeKind.Interface || listed.IsAbstract)
        && _methods.TypeOf(raised) is { } made && !made.Is(listed);

    /// <summary>The assignment that subscribes to an event or lets go of it.</summary>
    private static AssignmentExpressionSyntax? SubscriptionOf(SyntaxToken name)
    {
        var left = name.Parent is { Parent: MemberAccessExpressionSyntax access } && access.Name == name.Parent ? access : name.Parent;
        return left?.Parent is AssignmentExpressionSyntax assignment && assignment.Left == left
            && assignment.Kind() is SyntaxKind.AddAssignmentExpression or SyntaxKind.SubtractAssignmentExpression
                ? assignment
                : null;
    }

    private SyntaxNode? FunctionOf(ExpressionSyntax subscriber) =>
        subscriber is AnonymousFunctionExpressionSyntax ? subscriber : _methods.Named(subscriber);
}
