using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Responses.Guards;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>
/// Lambdas that a variable or a field holds until they are called: <c>var load = () => http.GetStringAsync(url); await load()</c>.
/// </summary>
internal static class HeldLambdas
{
    /// <summary>Gets the values returned by the lambdas that a delegate call may run; empty for a method call.</summary>
    public static IEnumerable<IOperation> ValuesOf(IInvocationOperation call, SourceMethods methods) =>
        call is { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: { } held }
            ? In(held.Unwrap(), methods).SelectMany(static lambda => lambda.Body.ReturnedValues())
            : Enumerable.Empty<IOperation>();

    /// <summary>Gets the calls of a variable in the body around a place.</summary>
    public static IEnumerable<IInvocationOperation> CallsOf(ILocalSymbol variable, IOperation place) =>
        BodyFacts.Of(place).Invocations.Where(call =>
            call is { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: ILocalReferenceOperation held } && held.Local.Is(variable));

    private static IEnumerable<IAnonymousFunctionOperation> In(IOperation held, SourceMethods methods) => (held switch
    {
        ILocalReferenceOperation local => BodyFacts.Of(local).ValuesOf(local.Local).Select(static assigned => assigned.Value),
        IFieldReferenceOperation field => field.Field.DeclaringSyntaxReferences
            .Select(static declaration => (declaration.GetSyntax() as VariableDeclaratorSyntax)?.Initializer?.Value)
            .Where(value => value is AnonymousFunctionExpressionSyntax && methods.Contains(value.SyntaxTree))
            .Select(value => methods.Operation(value!)!),
        _ => Enumerable.Empty<IOperation>(),
    }).Select(static value => value is IDelegateCreationOperation creation ? creation.Target : value).OfType<IAnonymousFunctionOperation>();
}
