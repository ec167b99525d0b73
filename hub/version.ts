// The version of Rigscope that this hub is of; a test holds it to package.json.
export const version = '0.1.0'
