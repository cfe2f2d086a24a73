using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Responses.Guards;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>
/// What a method assigns to a member of the object that it returns: <c>new Answer { Text = body }</c>, <c>answer.Text = body</c>, or a
/// constructor argument named after the member.
/// </summary>
internal static class ResultMembers
{
    /// <summary>Gets the values assigned to the member in the body of a method.</summary>
    public static IEnumerable<IOperation> ValuesIn(IOperation body, ISymbol member) =>
        BodyFacts.Of(body).ValuesOfMember(member).Select(static assigned => assigned.Value)
            .Concat(body.ReturnedValues()
                .Select(static value => value.Unwrap())
                .OfType<IObjectCreationOperation>()
                .Select(creation => ArgumentFor(creation, member))
                .OfType<IOperation>());

    /// <summary>Gets the calls whose result the method returns.</summary>
    public static IEnumerable<IOperation> CallsReturnedBy(IOperation body) =>
        body.ReturnedValues().Where(static value => value.Unwrap() is IInvocationOperation
            or ILocalReferenceOperation or IConditionalOperation or ICoalesceOperation);

    /// <summary>Gets the constructor argument whose parameter is named after the member.</summary>
    public static IOperation? ArgumentFor(IObjectCreationOperation creation, ISymbol member) =>
        creation.Arguments.FirstOrDefault(argument => string.Equals(
            argument.Parameter?.Name, member.Name, StringComparison.OrdinalIgnoreCase))?.Value;
}
