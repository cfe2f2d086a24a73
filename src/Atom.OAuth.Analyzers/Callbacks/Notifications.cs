using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Notifications that a mediator passes to handlers in the same process, <c>mediator.Publish(new AccountLinked(id))</c>. The project that starts
/// the program refers to all that may handle them, so they start the sync only if a visible handler does.
/// </summary>
internal sealed class Notifications
{
    /// <summary>The interface of a mediator's notifications.</summary>
    private const string Interface = "INotification";

    /// <summary>Calls that publish one.</summary>
    private static readonly NameTable Publications = new("^Publish $");

    /// <summary>Names of mediators and their types. Any other bus may leave the process.</summary>
    private static readonly NameTable Mediators = new("Mediator");

    private readonly CalledMethods _methods;

    public Notifications(CalledMethods methods) => _methods = methods;

    /// <summary>Gets the handlers of the notification that a call publishes; null if it publishes none, or if others may handle it.</summary>
    public IEnumerable<SyntaxNode>? HandlersOf(InvocationExpressionSyntax call, string name) =>
        Publications.Matches(name)
        && call.ArgumentList.Arguments is [{ Expression: var published }, ..]
        && _methods.StartProgram
        && _methods.TypeOf(published) is INamedTypeSymbol type && IsNotification(type)
        && (IsMediator(call.Receiver()) || IsOfBusToMediator(call))
            ? _methods.HandlersTaking(type)
            : null;

    private static bool IsNotification(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Any(static declared =>
            declared.GetSyntax() is TypeDeclarationSyntax written && BaseTypes.NamesOf(written).Contains(Interface, StringComparer.Ordinal));

    private bool IsMediator(ExpressionSyntax? receiver) =>
        receiver is not null
        && ((Callers.NameOf(receiver) is { Identifier.ValueText: var own } && Mediators.Matches(own))
            || (_methods.TypeOf(receiver) is { } type && Mediators.Matches(type.Name)));

    /// <summary>Returns true for a method of the application whose bodies pass their argument to a mediator, and to nothing else but a log.</summary>
    private bool IsOfBusToMediator(InvocationExpressionSyntax call) =>
        _methods.BodiesOf(call) is { Count: > 0 } bodies
        && bodies.All(bus => CallbackCandidate.ParametersOf(bus.Body).FirstOrDefault()?.Identifier.ValueText is { } published
            && CallsGiven(published, bus.Body) is { Count: > 0 } calls
            && calls.Exists(IsPublication)
            && calls.TrueForAll(passed => IsPublication(passed) || LogCalls.Contains(passed.CalledName())));

    private bool IsPublication(InvocationExpressionSyntax call) => Publications.Matches(call.CalledName()) && IsMediator(call.Receiver());

    private static List<InvocationExpressionSyntax> CallsGiven(string value, SyntaxNode body) =>
        body.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(call => call.ArgumentList.Arguments.Any(argument =>
                argument.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == value)))
            .ToList();
}
