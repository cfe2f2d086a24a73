using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Code that runs because of a callback without being called there: subscribers, event handlers and signaled services.</summary>
internal sealed class SyncEvents
{
    private readonly CalledMethods _methods;

    public SyncEvents(CalledMethods methods) => _methods = methods;

    /// <summary><c>Connected?.Invoke(userId)</c>: gets the functions subscribed to the events that a body raises.</summary>
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
    /// Gets the handlers of the event that a call raises, either by its name or by adding to an object's list of domain events:
    /// <c>_events.Add(new AccountLinked(Id))</c>. Null if it raises none, or passes it to an outbox, which another process may read.
    /// </summary>
    public IEnumerable<SyntaxNode>? HandlersOf(InvocationExpressionSyntax call, string name) =>
        call.ArgumentList.Arguments is [{ Expression: var raised }]
        && (SyncWords.DomainEvents.Matches(name) || (SyncWords.OwnEvents.Matches(name) && IsCollected(call)) || IsListed(call, name, raised))
        && !SyncHandOvers.IsToOutbox(call, _methods)
            ? _methods.HandlersOfEvent(raised)
            : null;

    /// <summary>
    /// Returns true if a handler passes the event to a method without available source and ignores the result, unless that method only notifies
    /// users or stores the event.
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

    /// <summary><c>_bell.Release()</c>: gets the methods of hosted services that wait for a body's signal.</summary>
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

    /// <summary>Excludes locks, which are acquired where they are released.</summary>
    private static bool Signals(SyntaxNode body, TypeDeclarationSyntax type) =>
        body.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
            SyncWords.Signals.Matches(call.CalledName()) && call.Receiver() is IdentifierNameSyntax { Identifier.ValueText: var signal }
            && type.Members.OfType<FieldDeclarationSyntax>().Any(field => field.Declaration.Type.Mentions(SyncWords.SignalTypes)
                && field.Declaration.Variables.Any(known => known.Identifier.ValueText == signal))
            && !body.TokensNamed(signal).Any(static token => Callers.NameOf(token.Parent?.Parent!) is { Identifier.ValueText: var used }
                && SyncWords.SignalWaits.Matches(used)));

    /// <summary>Returns true if a service waits for the signal itself, or uses a member of the signaling type that waits.</summary>
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

    /// <summary><c>_ = starter.KickAsync(id)</c>, or a handler's return value, which nothing uses.</summary>
    private static bool IsLeft(SyntaxNode? user) =>
        user is ArrowExpressionClauseSyntax or ReturnStatementSyntax
            or AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } };

    /// <summary>Returns true if the event belongs to the type, a base type or an interface; an event that cannot be bound may do so.</summary>
    private bool IsEventOf(TypeDeclarationSyntax type, ExpressionSyntax subscribed) =>
        _methods.Model(subscribed.SyntaxTree).GetSymbolInfo(subscribed).Symbol is not { } bound
        || (_methods.Model(type.SyntaxTree).GetDeclaredSymbol(type) is INamedTypeSymbol raising
            && bound is IEventSymbol { ContainingType.OriginalDefinition: var declaring }
            && (raising.IsSame(declaring) || raising.BaseType?.OriginalDefinition.IsSame(declaring) == true
                || raising.AllInterfaces.Any(implemented => implemented.OriginalDefinition.IsSame(declaring))));

    /// <summary><c>AddEvent(new AccountLinked(Id))</c>, <c>account.AddEvent(…)</c>, if that object adds it to a list of its own.</summary>
    private bool IsCollected(InvocationExpressionSyntax call) =>
        call.Receiver() is null or ThisExpressionSyntax or BaseExpressionSyntax
        || (_methods.Symbol(call) is { ContainingType: { TypeKind: TypeKind.Class } type } && !SaveWords.StoreTypes.Matches(type.Name)
            && _methods.BodiesOf(call) is { Count: > 0 } bodies
            && bodies.All(body => body.Body.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(added =>
                added.CalledName() == SyncWords.Listing && added.Receiver() is { } list && _methods.TypeOf(list).RootNamespace() == "System")));

    /// <summary>Returns true for a list of an interface or abstract type, and a new object of an implementation.</summary>
    private bool IsListed(InvocationExpressionSyntax call, string name, ExpressionSyntax raised) =>
        name == SyncWords.Listing && raised is BaseObjectCreationExpressionSyntax && call.Receiver() is { } list
        && _methods.TypeOf(list) is INamedTypeSymbol { TypeArguments: [INamedTypeSymbol { SpecialType: SpecialType.None } listed] } type
        && type.RootNamespace() == "System"
        && (listed.TypeKind == TypeKind.Interface || listed.IsAbstract)
        && _methods.TypeOf(raised) is { } made && !made.Is(listed);

    /// <summary>Gets the assignment that adds or removes an event handler.</summary>
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
