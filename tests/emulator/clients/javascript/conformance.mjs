// Send commands to the Well-Architected service with the JavaScript SDK, and print the outcome of each as JSON: its
// output, or its error with the members that the SDK read. Region, keys and endpoint come from the environment.
import * as sdk from "@aws-sdk/client-wellarchitected";

const client = new sdk.WellArchitectedClient({ maxAttempts: 1 });

async function outcome([name, input]) {
  try {
    const { $metadata, ...output } = await client.send(new sdk[`${name}Command`](input));
    return { output };
  } catch (error) {
    if (!(error instanceof sdk.WellArchitectedServiceException)) throw error;
    const { name, message, Reason, Fields, ResourceId, QuotaCode } = error;
    return { error: { name, message, status: error.$metadata.httpStatusCode, Reason, Fields, ResourceId, QuotaCode } };
  }
}

const outcomes = [];
for (const command of JSON.parse(process.argv[2])) outcomes.push(await outcome(command));
console.log(JSON.stringify(outcomes));
